import { lookAgain } from './live.js'

const { locale, zone } = document.documentElement.dataset
const clock = new Intl.DateTimeFormat(locale, {
  hour: 'numeric',
  minute: '2-digit',
  timeZone: zone || undefined,
})

/**
 * Draws the live part anew now and then, where it is made of tables of the panel: nothing is streamed
 * of them.
 */
export function refreshNowAndThen() {
  const seconds = Number(part()?.dataset.every)
  if (!seconds) return
  const start = () => {
    // Cancels the reload that the Refresh header asks for where there is no script.
    stop()
    refreshEvery(seconds * 1000)
  }
  if (document.readyState === 'complete') start()
  else addEventListener('load', start, { once: true })
}

function refreshEvery(ms) {
  let drawnAt = Date.now()
  const draw = async () => {
    if (document.hidden) return
    if (await lookAgain()) drawnAt = Date.now()
    tellAge(Date.now() - drawnAt > 2.5 * ms ? drawnAt : null)
  }
  setInterval(draw, ms)
  document.addEventListener('visibilitychange', draw)
}

/** A screen that nobody touches must not go on telling what it was told long ago. */
function tellAge(drawnAt) {
  if (drawnAt === null) delete part().dataset.stale
  else part().dataset.stale = `Not updated since ${clock.format(drawnAt)}`
}

function part() {
  return document.querySelector('[data-part="live"][data-every]')
}
