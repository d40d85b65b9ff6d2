import { askPanel } from './ask-panel.js'
import { fragmentOf } from './fragment.js'
import { retellTimes } from './times.js'

const atOnce = 6
const limitMs = 20_000

/**
 * Fills the state cells of the servers list that came empty. The stream brings them, each when it is
 * known, and later what has changed in any. Without a stream they are fetched, a few at a time.
 */
export function loadStates() {
  const cells = [...document.querySelectorAll('[data-state]')]
  for (const cell of cells) expect(cell)
  if (!document.body.dataset.stream) return fetchAll(cells)
  document.addEventListener('live:state', ({ detail }) => {
    const cell = document.querySelector(`td[data-topic="${CSS.escape(detail.topic)}"]`)
    if (cell) arrive(cell, detail.html)
  })
  document.addEventListener('live:broken', () => fetchAll(cells.filter(isBusy)), { once: true })
}

const asked = new Map()
const arrivals = new WeakMap()

/** The state at an address, asked for once a page. Null: signed out, deleted or out of reach. */
export function stateHtml(href) {
  if (!asked.has(href)) asked.set(href, ask(href))
  return asked.get(href)
}

function expect(cell) {
  cell.setAttribute('aria-busy', 'true')
  asked.set(cell.dataset.state, new Promise((resolve) => arrivals.set(cell, resolve)))
}

function isBusy(cell) {
  return cell.hasAttribute('aria-busy')
}

/** Without the fragment the link to the check stays, and it tells why. */
function arrive(cell, html) {
  cell.removeAttribute('aria-busy')
  arrivals.get(cell)?.(html)
  if (!html) return
  cell.replaceChildren(fragmentOf(html))
  retellTimes(cell)
}

/** A slow server delays only its own. */
function fetchAll(cells) {
  const waiting = [...cells]
  const next = async () => {
    for (let cell = waiting.shift(); cell; cell = waiting.shift()) {
      const html = await ask(cell.dataset.state)
      if (isBusy(cell)) arrive(cell, html)
    }
  }
  for (let worker = 0; worker < atOnce; worker += 1) void next()
}

async function ask(href) {
  try {
    const reply = await askPanel(href, {
      headers: { accept: 'text/html' },
      signal: AbortSignal.timeout(limitMs),
    })
    return reply.ok ? await reply.text() : null
  } catch {
    return null
  }
}
