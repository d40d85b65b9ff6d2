import { retellTimes } from './times.js'

const firstMs = 1000
const longestMs = 10_000
const limitMs = 15_000

/** Follows a page that is still changing by swapping its live part, instead of reloading it all. */
export function followLive() {
  if (!livePart(document)?.dataset.live) return
  if (document.readyState === 'complete') start()
  else addEventListener('load', start, { once: true })
}

function start() {
  // Cancels the reload that the Refresh header asks for where there is no script.
  stop()
  void follow()
}

/** Ever more slowly: a dump that takes an hour needs no look each second. */
async function follow() {
  for (let waitMs = firstMs; livePart(document)?.dataset.live; waitMs = slower(waitMs)) {
    await pause(waitMs)
    await visible()
    await lookAgain(livePart(document))
  }
}

function slower(waitMs) {
  return Math.min(waitMs * 1.15, longestMs)
}

async function lookAgain(part) {
  try {
    const reply = await fetch(part.dataset.live, {
      headers: { accept: 'text/html' },
      signal: AbortSignal.timeout(limitMs),
    })
    // Signed out meanwhile: the whole page has to go where the reply went.
    if (reply.redirected) location.reload()
    if (reply.ok) swap(part, await reply.text())
  } catch {
    // Out of reach for now: the next look may succeed.
  }
}

let shown = ''

function swap(part, html) {
  const page = new DOMParser().parseFromString(html, 'text/html')
  const fresh = livePart(page)
  if (!fresh || stillness(fresh) === shown) return
  shown = stillness(fresh)
  document.title = page.title
  part.replaceWith(document.adoptNode(fresh))
  retellTimes(fresh)
}

/** What does not change by itself: a duration counts on in the page, and needs no swap for that. */
function stillness(part) {
  const copy = part.cloneNode(true)
  for (const element of copy.querySelectorAll('[data-ticking]')) element.remove()
  return copy.outerHTML
}

function livePart(root) {
  return root.querySelector('[data-part="live"]')
}

function pause(ms) {
  return new Promise((done) => setTimeout(done, ms))
}

function visible() {
  if (!document.hidden) return undefined
  return new Promise((done) => {
    document.addEventListener('visibilitychange', done, { once: true })
  })
}
