import { areShortcutsOn } from './shortcuts-switch.js'

const prefixMs = 1500

let prefix = ''
let prefixTimer

/** Single keys do what stands on an element as its `data-shortcut`; never while something is typed. */
export function bindShortcuts() {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (isTyping(event.target)) leaveField(event)
    else if (areShortcutsOn() && !document.querySelector('dialog:modal')) press(event)
  })
}

function press(event) {
  const keys = prefix + event.key
  forgetPrefix()
  const target = document.querySelector(`[data-shortcut="${CSS.escape(keys)}"]`)
  if (target) act(target)
  else if (event.key === 'j' || event.key === 'k') moveRow(event.key === 'j' ? 1 : -1)
  else if (event.key === 'g') rememberPrefix('g ')
  else return
  event.preventDefault()
}

function act(target) {
  if (target instanceof HTMLDialogElement) target.showModal()
  else if (target.matches('input')) target.focus()
  else target.click()
}

function moveRow(step) {
  const rows = [...document.querySelectorAll('main .table tbody tr:has(a, button, input)')]
  const here = rows.findIndex((row) => row.contains(document.activeElement))
  const next = here === -1 ? (step > 0 ? 0 : rows.length - 1) : here + step
  rows[next]?.querySelector('a, button, input')?.focus()
}

function rememberPrefix(keys) {
  prefix = keys
  prefixTimer = setTimeout(forgetPrefix, prefixMs)
}

function forgetPrefix() {
  clearTimeout(prefixTimer)
  prefix = ''
}

function leaveField(event) {
  if (event.key === 'Escape' && !event.target.closest('dialog')) event.target.blur()
}

function isTyping(element) {
  return (
    element instanceof Element &&
    element.closest(
      'input:not([type="checkbox"], [type="radio"]), select, textarea, [contenteditable]',
    )
  )
}
