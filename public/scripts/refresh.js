import { lookAgain } from './live.js'

/**
 * Draws the live part anew now and then, where it is made of tables of the panel: nothing is streamed
 * of them. Not while somebody is in the middle of choosing or typing in it.
 */
export function refreshNowAndThen() {
  const seconds = Number(document.querySelector('[data-every]')?.dataset.every)
  if (!seconds) return
  const start = () => {
    // Cancels the reload that the Refresh header asks for where there is no script.
    stop()
    setInterval(refresh, seconds * 1000)
  }
  if (document.readyState === 'complete') start()
  else addEventListener('load', start, { once: true })
}

function refresh() {
  const isBusy = document.activeElement?.matches('input, select')
  if (!document.hidden && !isBusy) void lookAgain()
}
