const key = 'backupgram-admin-followed'
const keptMs = 24 * 60 * 60 * 1000
const limit = 20

/**
 * The jobs whose end somebody at this browser waits for: those whose page they saw while it ran. Kept
 * for all tabs, so that the end is told on whatever page they are by then.
 */
export function followShownJobs() {
  // Whoever signs in next may be somebody else.
  if (document.querySelector('[data-signed-out]')) return write([])
  addEventListener('storage', (event) => event.key === key && tell())
  forgetEnded(document)
  const shown = [...document.querySelectorAll('[data-topic^="job:"]')]
  return follow(shown.map(({ dataset }) => dataset.topic))
}

export function followedTopics() {
  return read().map(({ topic }) => topic)
}

export function unfollow(topic) {
  write(read().filter((each) => each.topic !== topic))
}

/** Whoever sees the page of a job that has ended need not be told. */
export function forgetEnded(root) {
  for (const { dataset } of root.querySelectorAll('[data-ended]')) unfollow(dataset.ended)
}

function follow(topics) {
  const at = Date.now()
  const known = read().filter(({ topic }) => !topics.includes(topic))
  if (topics.length > 0) write([...known, ...topics.map((topic) => ({ topic, at }))].slice(-limit))
}

/** Another tab began to follow something. */
function tell() {
  document.dispatchEvent(new CustomEvent('live:followed'))
}

let unsaved = []

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '[]')
    return kept.filter(({ at }) => Date.now() - at < keptMs)
  } catch {
    return unsaved // no storage, or nonsense in it: this page alone remembers
  }
}

function write(followed) {
  unsaved = followed
  try {
    localStorage.setItem(key, JSON.stringify(followed))
  } catch {
    // See above.
  }
}
