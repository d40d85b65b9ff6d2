import { liveRegion } from './live-region.js'

/** Shorter breaks, and those of a page on its way out, are nobody's concern. */
const afterMs = 2500

const { locale, zone } = document.documentElement.dataset
const clock = new Intl.DateTimeFormat(locale, {
  hour: 'numeric',
  minute: '2-digit',
  timeZoneName: 'short',
  timeZone: zone || undefined,
})

/** Says that what the page shows may be old by now, and since when. */
export function streamNotice() {
  const region = liveRegion('stream-notice')
  let timer = 0

  function tellSoon(words) {
    clearTimeout(timer)
    timer = setTimeout(() => region.replaceChildren(...words), afterMs)
  }

  return {
    interrupted(since) {
      if (timer) return
      tellSoon([`Live updates interrupted since ${clock.format(since)}, retrying.`])
    },

    signedOut() {
      const link = document.createElement('a')
      link.href = location.href
      link.textContent = 'Sign in again'
      tellSoon(['You have been signed out. ', link])
    },

    clear() {
      clearTimeout(timer)
      timer = 0
      region.replaceChildren()
    },
  }
}
