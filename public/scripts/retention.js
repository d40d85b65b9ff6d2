import { askPanel } from './ask-panel.js'
import { fragmentOf } from './fragment.js'
import { retellTimes } from './times.js'

const afterMs = 350
const limitMs = 20_000

/** Shows which files would go while their numbers change, by the server's own arithmetic. */
export function followRetention() {
  for (const place of document.querySelectorAll('form [data-retention]')) follow(place)
}

function follow(place) {
  let timer
  let asked = new AbortController()
  place.closest('fieldset').addEventListener('input', () => {
    clearTimeout(timer)
    asked.abort()
    asked = new AbortController()
    const signal = AbortSignal.any([asked.signal, AbortSignal.timeout(limitMs)])
    timer = setTimeout(() => void ask(place, signal), afterMs)
  })
}

async function ask(place, signal) {
  place.setAttribute('aria-busy', 'true')
  try {
    const reply = await askPanel(place.dataset.retention, {
      method: 'post',
      body: new URLSearchParams(new FormData(place.closest('form'))),
      signal,
    })
    if (reply.ok) show(place, await reply.text())
  } catch {
    // Moved on, or out of reach: the preview says the same.
  } finally {
    if (signal.reason?.name !== 'AbortError') place.removeAttribute('aria-busy')
  }
}

function show(place, html) {
  place.replaceChildren(fragmentOf(html))
  retellTimes(place)
}
