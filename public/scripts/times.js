const everyMs = 30_000
const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
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
  for (const [unit, length] of units) {
    if (Math.abs(seconds) >= length) return relative.format(Math.trunc(seconds / length), unit)
  }
  return relative.format(0, 'minute')
}
