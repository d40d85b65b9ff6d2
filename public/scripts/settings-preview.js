import { askPanel } from './ask-panel.js'
import { nameOf, showSummary } from './field-errors.js'
import { fragmentOf } from './fragment.js'
import { isSignedOut, tellSignedOut } from './signed-out.js'
import { retellTimes } from './times.js'

const limitMs = 60_000

/**
 * The preview opens above the form instead of replacing it. So the form keeps what was typed, secrets
 * among it, and nothing has to be typed twice. Anything odd goes the ordinary way.
 */
export function previewInPlace() {
  const form = document.querySelector('form[data-preview]')
  const dialog = document.getElementById('settings-preview')
  if (!form || !dialog) return
  form.addEventListener('submit', (event) => {
    const { submitter } = event
    if (submitter?.value !== 'preview' || form.dataset.plain) return
    event.preventDefault()
    event.stopImmediatePropagation()
    void open(form, dialog, submitter)
  })
  dialog.querySelector('[data-close]').addEventListener('click', () => dialog.close())
  dialog
    .querySelector('[data-apply]')
    .addEventListener('click', ({ currentTarget }) => void apply(form, dialog, currentTarget))
}

async function open(form, dialog, button) {
  if (button.ariaDisabled === 'true') return
  button.ariaDisabled = 'true'
  const asked = fieldsOf(form)
  try {
    const content = await ask(form.dataset.preview, asked)
    if (String(fieldsOf(form)) === String(asked)) answer(form, dialog, content)
    else setTimeout(() => form.requestSubmit(button)) // what is shown must be what would be applied
  } catch {
    if (await isSignedOut()) tellSignedOut(form)
    else send(form, button)
  } finally {
    button.ariaDisabled = null
  }
}

function fieldsOf(form) {
  return new URLSearchParams(new FormData(form))
}

async function ask(href, body) {
  const signal = AbortSignal.timeout(limitMs)
  const reply = await askPanel(href, { method: 'post', body, signal })
  if (!reply.ok) throw new Error('The server wants the whole form')
  return fragmentOf(await reply.text())
}

function answer(form, dialog, content) {
  const conflicts = content.querySelectorAll('[data-conflict-of]')
  if (conflicts.length > 0) showConflicts(form, conflicts)
  else show(dialog, content)
}

/** Somebody else was quicker. From now on the form knows their values, so to go on is to replace them. */
function showConflicts(form, conflicts) {
  const told = [...conflicts].map((conflict) => {
    const { conflictOf, was, theirs } = conflict.dataset
    const control = document.getElementById(conflictOf)
    const place = control.closest('.setting-value')
    form.elements[was].value = theirs
    place.querySelector('.conflict')?.remove()
    place.querySelector('.field-help').before(...conflict.children)
    return { control, text: `${nameOf(control)} was changed by somebody else` }
  })
  showSummary(form, told, 'Nothing was applied')
}

function show(dialog, content) {
  const place = dialog.querySelector('[data-consequences]')
  place.replaceChildren(content)
  retellTimes(place)
  dialog.querySelector('[data-apply]').hidden = !place.querySelector('table')
  dialog.showModal()
}

function send(form, button) {
  form.dataset.plain = 'yes'
  form.dataset.checked = 'yes'
  form.requestSubmit(button)
}

async function apply(form, dialog, button) {
  if (button.ariaDisabled === 'true') return
  button.ariaDisabled = 'true'
  const isOut = await isSignedOut()
  button.ariaDisabled = null
  if (!dialog.open) return // called off meanwhile
  dialog.close()
  if (isOut) tellSignedOut(form)
  else sendToApply(form)
}

function sendToApply(form) {
  const intent = document.createElement('input')
  Object.assign(intent, { type: 'hidden', name: 'intent', value: 'apply' })
  form.append(intent)
  form.dataset.sent = 'yes'
  form.submit()
}
