import { retellTimes } from './times.js'

/** Badges of a server or a job outside of the live part: in a header, in a result. */
export function followBadges() {
  for (const name of ['live:state', 'live:job']) {
    document.addEventListener(name, ({ detail }) => showBadges(detail))
  }
}

function showBadges({ topic, badge }) {
  for (const place of document.querySelectorAll(`[data-topic="${CSS.escape(topic)}"]`)) {
    // What has a version is drawn anew as a whole, and a cell of the list comes as a fragment.
    if (place.dataset.version || place.dataset.state) continue
    const shown = place.querySelector('.badge')
    if (shown) showBadge(shown, badge)
    for (const time of place.querySelectorAll('.server-seen time')) {
      time.dateTime = new Date().toISOString()
    }
    retellTimes(place)
  }
}

function showBadge(element, { tone, icon, text }) {
  element.textContent = text
  Object.assign(element.dataset, { tone, icon })
}
