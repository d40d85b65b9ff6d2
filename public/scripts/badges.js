import { showState } from './sidebar.js'
import { retellTimes } from './times.js'

/** Badges of a server or a job outside of the live part: in its header, at the side, in a result. */
export function followBadges() {
  document.addEventListener('live:job', ({ detail }) => showBadges(detail))
  document.addEventListener('live:state', ({ detail }) => {
    showBadges(detail)
    const server = detail.topic.replace('state:', '')
    for (const dot of document.querySelectorAll(`[data-server="${CSS.escape(server)}"] .dot`)) {
      showState(dot, detail.html)
    }
  })
}

function showBadges({ topic, badge }) {
  for (const place of document.querySelectorAll(`[data-topic="${CSS.escape(topic)}"]`)) {
    // What has a version is drawn anew as a whole, and a cell of the list comes as a fragment.
    if (place.dataset.version || place.dataset.state) continue
    const shown = place.querySelector('.badge')
    if (shown) Object.assign(shown, { textContent: badge.text }).dataset.tone = badge.tone
    if (shown) shown.dataset.icon = badge.icon
    for (const time of place.querySelectorAll('.server-seen time')) {
      time.dateTime = new Date().toISOString()
    }
    retellTimes(place)
  }
}
