import { askPanel } from './ask-panel.js'
import { clearSummary } from './field-errors.js'
import { focusSummary } from './focus.js'
import { isSignedOut, tellSignedOut } from './signed-out.js'

const limitMs = 60_000

/**
 * "Test connection" answers in place, so that the token, which the server never hands back, is still
 * in its field afterwards. If anything is odd, the form is sent the ordinary way.
 */
export function answerInPlace() {
  document.addEventListener('submit', (event) => {
    const { target: form, submitter } = event
    const place = document.getElementById(submitter?.dataset.outcome ?? '')
    if (!place) return
    event.preventDefault()
    event.stopImmediatePropagation()
    void ask(form, submitter, place)
  })
}

async function ask(form, button, place) {
  if (button.ariaDisabled === 'true') return
  button.ariaDisabled = 'true'
  try {
    const reply = await askPanel(button.formAction, {
      method: 'post',
      body: new URLSearchParams(new FormData(form)),
      signal: AbortSignal.timeout(limitMs),
    })
    show(await reply.text(), place)
  } catch {
    if (await isSignedOut()) tellSignedOut(form)
    else send(form, button)
  } finally {
    button.ariaDisabled = null
  }
}

function send(form, button) {
  form.action = button.formAction
  form.dataset.sent = 'yes'
  form.submit()
}

function show(html, place) {
  const found = new DOMParser().parseFromString(html, 'text/html').getElementById(place.id)
  if (!found) throw new Error('The reply holds no outcome')
  clearSummary()
  place.replaceChildren(...found.childNodes)
  focusSummary()
}
