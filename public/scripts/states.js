import { retellTimes } from './times.js'

const atOnce = 6
const limitMs = 20_000

/** Fills the state cells of the servers list, a few at a time; a slow server delays only its own. */
export function loadStates() {
  const cells = [...document.querySelectorAll('[data-state]')]
  const next = async () => {
    for (let cell = cells.shift(); cell; cell = cells.shift()) await fill(cell)
  }
  for (let worker = 0; worker < atOnce; worker += 1) void next()
}

async function fill(cell) {
  cell.setAttribute('aria-busy', 'true')
  const html = await stateHtml(cell.dataset.state)
  // Without the fragment the link to the check stays, and it tells why.
  if (html) place(cell, html)
  cell.removeAttribute('aria-busy')
}

const asked = new Map()

/** The state at an address, asked for once a page. Null: signed out, deleted or out of reach. */
export function stateHtml(href) {
  if (!asked.has(href)) asked.set(href, ask(href))
  return asked.get(href)
}

async function ask(href) {
  try {
    const reply = await fetch(href, {
      headers: { accept: 'text/html' },
      redirect: 'error',
      signal: AbortSignal.timeout(limitMs),
    })
    return reply.ok ? await reply.text() : null
  } catch {
    return null
  }
}

function place(cell, html) {
  cell.replaceChildren(document.createRange().createContextualFragment(html))
  retellTimes(cell)
}
