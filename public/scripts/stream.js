import { askPanel } from './ask-panel.js'
import { followedTopics } from './followed.js'
import { streamNotice } from './stream-notice.js'

const kinds = ['state', 'jobs', 'job', 'gone']
const topicLimit = 100
const silenceMs = 40_000
const firstRetryMs = 1000
const longestRetryMs = 30_000
const limitMs = 10_000

let notice = null
let source = null
let asked = []
let lastSignAt = new Date()
let retryMs = firstRetryMs
let timer

/**
 * One stream of news for all that this page shows and waits for. What arrives is sent on as events of
 * the document: `live:state`, `live:jobs`, `live:job`, `live:gone`, and `live:broken` when nothing does.
 * A page that nobody sees lets go of its stream: browsers grant a host few connections at a time.
 */
export function openStream() {
  if (!document.body.dataset.stream) return
  notice = streamNotice()
  document.addEventListener('visibilitychange', connect)
  document.addEventListener('live:followed', connectIfMore)
  addEventListener('pagehide', disconnect)
  addEventListener('pageshow', (event) => event.persisted && connect())
  if (document.readyState === 'complete') connect()
  else addEventListener('load', connect, { once: true })
}

export function isStreaming() {
  return source?.readyState === EventSource.OPEN
}

function connect() {
  disconnect()
  asked = topics()
  if (document.hidden || asked.length === 0) return
  const query = new URLSearchParams(asked.map((topic) => ['topic', topic]))
  source = new EventSource(`${document.body.dataset.stream}?${query}`)
  source.addEventListener('error', broken)
  source.addEventListener('end', ended)
  source.addEventListener('beat', alive)
  for (const kind of kinds) source.addEventListener(kind, pass)
  timer = setTimeout(broken, silenceMs)
}

function disconnect() {
  clearTimeout(timer)
  source?.close()
  source = null
}

function topics() {
  const shown = [...document.querySelectorAll('[data-topic]')].map(({ dataset }) => dataset.topic)
  return [...new Set([...followedTopics(), ...shown])].slice(0, topicLimit)
}

function connectIfMore() {
  if (topics().some((topic) => !asked.includes(topic))) connect()
}

function alive() {
  lastSignAt = new Date()
  retryMs = firstRetryMs
  notice.clear()
  clearTimeout(timer)
  timer = setTimeout(broken, silenceMs)
}

function pass({ type, data }) {
  alive()
  document.dispatchEvent(new CustomEvent(`live:${type}`, { detail: JSON.parse(data) }))
}

/** Also when it is merely silent: a connection that broke far away says nothing of it. */
function broken() {
  disconnect()
  notice.interrupted(lastSignAt)
  document.dispatchEvent(new CustomEvent('live:broken'))
  // A panel that starts again must not meet all its pages at once.
  timer = setTimeout(retry, retryMs * (0.75 + Math.random() / 2))
  retryMs = Math.min(retryMs * 2, longestRetryMs)
}

async function retry() {
  if (await isSignedOut()) notice.signedOut()
  else connect()
}

function ended({ data }) {
  if (JSON.parse(data).reason !== 'signed-out') return broken()
  disconnect()
  return notice.signedOut()
}

/** A stream that does not open gives no reason. Whoever is signed out is sent to sign in. */
async function isSignedOut() {
  try {
    const reply = await askPanel(document.body.dataset.stream, {
      method: 'head',
      signal: AbortSignal.timeout(limitMs),
    })
    return reply.type === 'opaqueredirect'
  } catch {
    return false
  }
}
