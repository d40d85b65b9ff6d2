import { openPalette } from './palette.js'

/** Buttons that open a dialog, a click beside one that closes it, and `Ctrl K` for the palette. */
export function bindDialogs() {
  document.addEventListener('click', ({ target }) => {
    const opener = target.closest?.('[data-opens]')
    if (opener) {
      leaveMenu(opener)
      open(opener.dataset.opens)
    } else if (target instanceof HTMLDialogElement) target.close()
  })
  document.addEventListener('keydown', (event) => {
    if (!isPaletteKey(event)) return
    event.preventDefault()
    open('palette')
  })
  nameKeys()
}

/** A menu is gone by the time the dialog closes, and the focus could not go back into it. */
function leaveMenu(opener) {
  const menu = opener.closest('[popover]')
  if (menu) document.querySelector(`[popovertarget="${menu.id}"]`)?.focus()
}

function open(id) {
  const dialog = document.getElementById(id)
  if (!dialog || document.querySelector('dialog:modal')) return
  if (id === 'palette') void openPalette(dialog)
  else dialog.showModal()
}

function isPaletteKey({ key, ctrlKey, metaKey, altKey, shiftKey }) {
  return key.toLowerCase() === 'k' && (ctrlKey || metaKey) && !altKey && !shiftKey
}

/** On Apple's keyboards the key is another one. */
function nameKeys() {
  if (!/Mac|iPhone|iPad/.test(navigator.platform)) return
  for (const key of document.querySelectorAll('kbd')) {
    key.textContent = key.textContent.replace('Ctrl ', '⌘')
  }
}
