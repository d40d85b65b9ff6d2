import { askPanel } from './ask-panel.js'
import { nameOf, showSummary } from './field-errors.js'
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
  dialog.querySelector('[data-apply]').addEventListener('click', () => apply(form, dialog))
}

async function open(form, dialog, button) {
  if (button.ariaDisabled === 'true') return
  button.ariaDisabled = 'true'
  try {
    const reply = await askPanel(form.dataset.preview, {
      method: 'post',
      body: new URLSearchParams(new FormData(form)),
      signal: AbortSignal.timeout(limitMs),
    })
    if (!reply.ok) throw new Error('The server wants the whole form')
    const content = contentOf(await reply.text())
    const conflicts = content.querySelectorAll('[data-conflict-of]')
    if (conflicts.length > 0) showConflicts(form, conflicts)
    else show(dialog, content)
  } catch {
    send(form, button)
  } finally {
    button.ariaDisabled = null
  }
}

function contentOf(html) {
  return document.createRange().createContextualFragment(html)
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

function apply(form, dialog) {
  const intent = document.createElement('input')
  Object.assign(intent, { type: 'hidden', name: 'intent', value: 'apply' })
  form.append(intent)
  form.dataset.sent = 'yes'
  dialog.close()
  form.submit()
}
