import { loadCommands } from './palette-commands.js'
import { bestMatches } from './palette-match.js'

const shownAtMost = 50

let commands = []
let shown = []
let chosen = 0

/** Typed words narrow, arrows choose, Enter goes: the combobox pattern, its list always open. */
export async function openPalette(dialog) {
  const parts = partsOf(dialog)
  bindOnce(parts)
  parts.input.value = ''
  dialog.showModal()
  tell(parts, 'Loading…')
  try {
    commands = await loadCommands(dialog.dataset.palette)
    narrow(parts)
  } catch {
    tell(parts, 'Out of reach. Close this and try again.')
  }
}

function partsOf(dialog) {
  return {
    dialog,
    input: dialog.querySelector('[role="combobox"]'),
    list: dialog.querySelector('[role="listbox"]'),
    status: dialog.querySelector('[role="status"]'),
  }
}

function bindOnce(parts) {
  const { dialog, input, list } = parts
  if (dialog.dataset.bound) return
  dialog.dataset.bound = 'yes'
  input.addEventListener('input', () => narrow(parts))
  input.addEventListener('keydown', (event) => steer(event, parts))
  list.addEventListener('click', ({ target }) => {
    const option = target.closest('[role="option"]')
    if (option) carryOut(shown[[...list.children].indexOf(option)])
  })
}

function narrow(parts) {
  const { input, list } = parts
  const found = bestMatches(commands, input.value)
  shown = found.slice(0, shownAtMost)
  list.replaceChildren(...shown.map(option))
  choose(parts, 0)
  tell(parts, summary(found.length))
}

function summary(count) {
  if (count === 0) return 'Nothing matches.'
  return count > shownAtMost ? `The first ${shownAtMost} of ${count}` : `${count} found`
}

function option({ text, hint }, index) {
  const item = document.createElement('li')
  item.id = `palette-option-${index}`
  item.role = 'option'
  item.className = 'palette-option'
  const note = document.createElement('span')
  note.className = 'palette-hint'
  note.textContent = hint
  item.append(text, note)
  return item
}

function steer(event, parts) {
  if (event.key === 'Enter' && event.repeat) return // pressed for something else, or heard already
  const last = shown.length - 1
  const steps = {
    ArrowDown: chosen + 1,
    ArrowUp: chosen - 1,
    PageDown: chosen + 8,
    PageUp: chosen - 8,
  }
  if (event.key === 'Enter') carryOut(shown[chosen])
  else if (event.key in steps) choose(parts, around(steps[event.key], last, event.key))
  else return
  event.preventDefault()
}

/** Single steps go round at the ends; leaps stop there. */
function around(index, last, key) {
  if (key.startsWith('Page')) return Math.min(Math.max(index, 0), last)
  return index < 0 ? last : index > last ? 0 : index
}

function choose({ input, list }, index) {
  const options = [...list.children]
  chosen = index
  for (const [place, item] of options.entries()) item.ariaSelected = String(place === index)
  list.hidden = options.length === 0
  input.ariaExpanded = String(options.length > 0)
  input.setAttribute('aria-activedescendant', options[index]?.id ?? '')
  options[index]?.scrollIntoView({ block: 'nearest' })
}

function carryOut(command) {
  if (!command) return
  if (command.post) formOf(command).requestSubmit()
  else location.assign(command.href)
}

/** Always the same one, so that a second Enter meets the guard that a second click meets. */
function formOf(command) {
  command.form ??= newForm(command.href)
  return command.form
}

function newForm(action) {
  const form = Object.assign(document.createElement('form'), { method: 'post', action })
  document.body.append(form)
  return form
}

function tell({ status }, text) {
  status.textContent = text
}
