import { tellAge } from './age.js'
import { lookAgain } from './live.js'

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
    tellAge(part(), drawnAt, ms)
  }
  setInterval(draw, ms)
  document.addEventListener('visibilitychange', draw)
}

function part() {
  return document.querySelector('[data-part="live"][data-every]')
}
