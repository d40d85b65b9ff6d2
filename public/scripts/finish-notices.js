import { unfollow } from './followed.js'
import { fragmentOf } from './fragment.js'
import { liveRegion } from './live-region.js'

const shownAtOnce = 4
const told = new Set()

/** Tells of the end of a job on whatever page one is; on its own page only to those who listen. */
export function tellFinishes() {
  const toasts = liveRegion('toasts')
  const whisper = liveRegion('visually-hidden')
  toasts.addEventListener('click', dismiss)
  document.addEventListener('live:gone', ({ detail }) => unfollow(detail.topic))
  document.addEventListener('live:job', ({ detail: { topic, hasEnded, html } }) => {
    if (!hasEnded || told.has(topic)) return
    told.add(topic)
    unfollow(topic)
    const toast = fragmentOf(html)
    if (isShown(topic)) whisper.textContent = toast.querySelector('.toast-body').textContent
    else toasts.append(toast)
    while (toasts.childElementCount > shownAtOnce) toasts.firstElementChild.remove()
  })
}

/** Still as running, or already as ended: the page may have looked before the stream told it. */
function isShown(topic) {
  const name = CSS.escape(topic)
  return document.querySelector(`[data-topic="${name}"], [data-ended="${name}"]`)
}

/** No toast leaves by itself: nobody knows how long somebody reads. */
function dismiss({ target }) {
  const toast = target.closest('[data-dismiss]') && target.closest('.toast')
  if (!toast) return
  const next = toast.nextElementSibling ?? toast.previousElementSibling
  const focus = next?.querySelector('[data-dismiss]') ?? document.querySelector('main')
  toast.remove()
  focus.focus({ preventScroll: true })
}
