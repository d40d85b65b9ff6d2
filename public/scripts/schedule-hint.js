import { askPanel } from './ask-panel.js'
import { fragmentOf } from './fragment.js'
import { retellTimes } from './times.js'

const afterMs = 250
const limitMs = 5000

/** Says what a schedule means while it is typed. */
export function explainSchedules() {
  for (const hint of document.querySelectorAll('[data-hint]')) explain(hint)
}

function explain(hint) {
  const field = document.getElementById(hint.dataset.hintOf)
  let timer
  let asked = new AbortController()
  field?.addEventListener('input', () => {
    clearTimeout(timer)
    asked.abort()
    asked = new AbortController()
    const signal = AbortSignal.any([asked.signal, AbortSignal.timeout(limitMs)])
    timer = setTimeout(() => void ask(hint, field.value, signal), afterMs)
  })
}

async function ask(hint, value, signal) {
  try {
    const query = new URLSearchParams({ value, offset: hint.dataset.hintOffset })
    const reply = await askPanel(`${hint.dataset.hint}?${query}`, {
      signal,
    })
    if (!reply.ok) return
    hint.replaceChildren(fragmentOf(await reply.text()))
    retellTimes(hint)
    const understood = hint.querySelector('[data-fields]')
    if (!understood) return
    const { fields } = understood.dataset
    const field = document.getElementById(hint.dataset.hintOf)
    field.dispatchEvent(new CustomEvent('understood', { detail: { fields } }))
  } catch {
    // Typed on, or out of reach: the preview says the same.
  }
}
