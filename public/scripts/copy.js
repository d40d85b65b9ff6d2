import { announce } from './announce.js'

const shownMs = 2000

/** Buttons that copy what stands in their `data-copy`. */
export function bindCopying() {
  document.addEventListener('click', ({ target }) => {
    const button = target.closest?.('[data-copy]')
    if (button) void copy(button)
  })
}

async function copy(button) {
  const isCopied = await write(button.dataset.copy)
  announce(isCopied ? 'Copied' : 'Your browser does not allow copying.')
  button.dataset.icon = isCopied ? 'check' : 'cross'
  setTimeout(() => {
    button.dataset.icon = 'copy'
  }, shownMs)
}

/** Over plain http from another host there is no clipboard, only the old way through a selection. */
async function write(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copySelected(text)
  }
}

function copySelected(text) {
  const before = document.activeElement
  const field = Object.assign(document.createElement('textarea'), { value: text })
  field.className = 'visually-hidden'
  document.body.append(field)
  field.select()
  const isCopied = document.execCommand('copy')
  field.remove()
  before?.focus()
  return isCopied
}
