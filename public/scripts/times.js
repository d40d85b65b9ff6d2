const everyMs = 30_000
// As the server tells them: a unit, its seconds, and how many it takes to count in it.
const units = [
  ['year', 31_536_000, 2],
  ['month', 2_592_000, 2],
  ['day', 86_400, 2],
  ['hour', 3_600, 1],
  ['minute', 60, 1],
]
const locale = document.documentElement.lang
const whole = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long' })
const absolute = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
})
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })

/** Times in the reader's own zone, which the server does not know; relative ones keep counting. */
export function retellTimes(root) {
  retell(root)
  if (root === document) setInterval(() => retell(document), everyMs)
}

function retell(root) {
  for (const time of root.querySelectorAll('time[data-style]')) {
    const at = new Date(time.dateTime)
    time.title = whole.format(at)
    time.textContent = time.dataset.style === 'relative' ? ago(at) : absolute.format(at)
  }
}

function ago(at) {
  const seconds = (at.getTime() - Date.now()) / 1000
  for (const [unit, length, least] of units) {
    if (Math.abs(seconds) >= length * least)
      return relative.format(Math.trunc(seconds / length), unit)
  }
  return relative.format(0, 'minute')
}
