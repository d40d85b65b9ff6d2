import { askPanel } from './ask-panel.js'
import { clearError, clearSummary, nameOf, showError, showSummary } from './field-errors.js'
import { isJudgedHere, ownError } from './own-rules.js'
import { whenReleased } from './pressing.js'
import { isSignedOut, tellSignedOut } from './signed-out.js'

const limitMs = 10_000

/**
 * Asks the panel's own rules when a changed field is left, and about the whole form before it is sent:
 * a form that is not sent keeps what the server never hands back, secrets among it. Where every field
 * carries its rules itself, nobody is asked.
 */
export function validateForms() {
  for (const form of document.querySelectorAll('form[data-check]')) validate(form)
}

function validate(form) {
  const touched = new Set()
  const announce = announcer(form)
  let asked = 0
  form.addEventListener('input', ({ target }) => touched.add(target.name))
  form.addEventListener('focusout', async ({ target }) => {
    if (!touched.has(target.name)) return
    asked += 1
    const turn = asked
    const errors = await errorsOf(form)
    await whenReleased()
    // An answer that was overtaken by a later question is about what has been mended since.
    if (errors && turn === asked) announce(show(form, errors, touched))
  })
  form.addEventListener('submit', (event) => {
    if (form.dataset.checked || event.submitter?.dataset.outcome) return
    asked += 1
    event.preventDefault()
    event.stopImmediatePropagation()
    void submit(form, event.submitter)
  })
}

/** Out of reach: the form goes the ordinary way, and the page that follows says why. */
async function submit(form, button) {
  if (form.dataset.checking) return
  form.dataset.checking = 'yes'
  const [errors, isOut] = await Promise.all([errorsOf(form), isSignedOut()])
  delete form.dataset.checking
  const wrong = errors ? show(form, errors, null) : []
  if (wrong.length > 0) return showSummary(form, wrong.map(withName(form)))
  if (isOut) return tellSignedOut(form)
  clearSummary()
  // Where nobody was asked, the event that led here is still on its way, and a form is not sent twice at once.
  setTimeout(() => send(form, button))
}

/** Where a sentence does not say what it is about, as of settings, the name of its control does. */
function withName(form) {
  if (form.dataset.errors !== 'named') return (error) => error
  return ({ control, text }) => ({ control, text: `${nameOf(control)}: ${text}` })
}

function send(form, button) {
  form.dataset.checked = 'yes'
  form.requestSubmit(button)
  delete form.dataset.checked
}

/** Null: nothing is wrong as far as the page knows, and the panel could not be asked. */
async function errorsOf(form) {
  const own = {}
  for (const control of form.elements) {
    const text = ownError(control)
    if (text) own[control.name] = text
  }
  const asked = form.dataset.check ? await ask(form) : {}
  return asked || Object.keys(own).length > 0 ? { ...asked, ...own } : null
}

async function ask(form) {
  try {
    const reply = await askPanel(form.dataset.check, {
      method: 'post',
      body: askedAbout(form),
      signal: AbortSignal.timeout(limitMs),
    })
    return reply.ok ? (await reply.json()).errors : null
  } catch {
    return null
  }
}

function askedAbout(form) {
  const fields = new URLSearchParams(new FormData(form))
  for (const control of form.elements) if (isJudgedHere(control)) fields.delete(control.name)
  return fields
}

/** Errors of fields that nobody touched yet are not said. Answers what is wrong now. */
function show(form, errors, touched) {
  const wrong = []
  for (const control of form.elements) {
    if (!control.name || control.type === 'hidden') continue
    const text = errors[control.name]
    if (text === undefined) clearError(control)
    else if (!touched || touched.has(control.name)) {
      showError(control, text)
      wrong.push({ control, text })
    }
  }
  return wrong
}

/** Whoever does not see the field that was just left hears of it. */
function announcer(form) {
  const status = document.createElement('p')
  status.className = 'visually-hidden'
  status.setAttribute('role', 'status')
  form.append(status)
  return (wrong) => {
    status.textContent = wrong.map(({ control, text }) => `${nameOf(control)}: ${text}`).join(' ')
  }
}
