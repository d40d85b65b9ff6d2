const everyMs = 30_000
// As the server tells them: a unit, its seconds, and how many it takes to count in it.
const units = [
  ['year', 31_536_000, 2],
  ['month', 2_592_000, 2],
  ['day', 86_400, 2],
  ['hour', 3_600, 1],
  ['minute', 60, 1],
]
// Chosen in the account, or the browser's own.
const { locale, zone } = document.documentElement.dataset
const timeZone = zone || undefined
const whole = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long', timeZone })
const minutes = {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
  timeZone,
}
const absolute = new Intl.DateTimeFormat(locale, minutes)
const precise = new Intl.DateTimeFormat(locale, { ...minutes, second: '2-digit' })
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })

/** Times in the reader's zone, which the server knows only from the second page on; relative ones keep counting. */
export function retellTimes(root) {
  retell(root)
  if (root === document) setInterval(() => retell(document), everyMs)
}

function retell(root) {
  for (const time of root.querySelectorAll('time[data-style]')) {
    const at = new Date(time.dateTime)
    time.title = whole.format(at)
    time.textContent = inStyle(at, time.dataset.style)
  }
}

function inStyle(at, style) {
  if (style === 'relative') return ago(at)
  return (style === 'precise' ? precise : absolute).format(at)
}

function ago(at) {
  const seconds = (at.getTime() - Date.now()) / 1000
  for (const [unit, length, least] of units) {
    if (Math.abs(seconds) >= length * least)
      return relative.format(Math.trunc(seconds / length), unit)
  }
  return relative.format(0, 'minute')
}
