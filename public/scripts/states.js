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
  try {
    const reply = await fetch(cell.dataset.state, {
      headers: { accept: 'text/html' },
      redirect: 'error',
      signal: AbortSignal.timeout(limitMs),
    })
    // Anything but the fragment (signed out, deleted meanwhile): the link to the check stays.
    if (reply.ok) place(cell, await reply.text())
  } catch {
    // The same: the link stays, and it tells why.
  } finally {
    cell.removeAttribute('aria-busy')
  }
}

function place(cell, html) {
  cell.replaceChildren(document.createRange().createContextualFragment(html))
  retellTimes(cell)
}
