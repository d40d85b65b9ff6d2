import { askPanel } from './ask-panel.js'
import { forgetEnded } from './followed.js'
import { isInUse } from './in-use.js'
import { keepPlace } from './same-place.js'
import { isStreaming } from './stream.js'
import { retellTimes } from './times.js'

const firstMs = 1000
const longestMs = 10_000
const limitMs = 15_000

/**
 * Keeps the live part of a page as the server would draw it now, by fetching it again: when the
 * stream tells of another version than the one shown, and while there is no stream, now and then.
 */
export function followLive() {
  for (const name of ['live:state', 'live:jobs', 'live:job']) {
    document.addEventListener(name, ({ detail }) => compare(detail))
  }
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
    if (!isStreaming()) await lookAgain()
  }
}

function slower(waitMs) {
  return Math.min(waitMs * 1.15, longestMs)
}

function compare({ topic, version }) {
  const part = livePart(document)
  const shown = part && [part, ...part.querySelectorAll('[data-version]')]
  const isOther = ({ dataset }) => dataset.topic === topic && dataset.version !== version
  if (shown?.some(isOther)) void lookAgain()
}

let looking = null
let isAgainWanted = false

/**
 * Answers whether the part is as of now. One look at a time: what was told during one may be too new for
 * it, so another follows.
 */
export async function lookAgain() {
  isAgainWanted = looking !== null
  looking ??= look().finally(() => {
    looking = null
    if (isAgainWanted) void lookAgain()
  })
  return await looking
}

async function look() {
  try {
    const reply = await askPanel(location.href, {
      headers: { accept: 'text/html' },
      signal: AbortSignal.timeout(limitMs),
    })
    // Signed out meanwhile: the whole page has to go where the reply leads.
    if (reply.type === 'opaqueredirect') location.reload()
    const html = reply.ok ? await reply.text() : null
    const part = livePart(document)
    if (html === null || isInUse(part)) return false
    swap(part, html)
    return true
  } catch {
    // Out of reach for now: the next look may succeed.
    return false
  }
}

let shown = ''

function swap(part, html) {
  const page = new DOMParser().parseFromString(html, 'text/html')
  const fresh = livePart(page)
  if (!fresh || stillness(fresh) === shown) return
  shown = stillness(fresh)
  document.title = page.title
  const refocus = keepPlace(part, fresh)
  part.replaceWith(document.adoptNode(fresh))
  retellTimes(fresh)
  refocus()
  forgetEnded(document)
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
