/** A moment in whole seconds, as `Last-Modified` writes it. */
export function formatHttpDate(seconds: number): string {
  return new Date(seconds * 1000).toUTCString()
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const time = '(?<time>\\d{2}:\\d{2}:\\d{2})'
const month = `(?<month>${months.join('|')})`
const shortDay = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)'
const longDay = '(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)'

/** The three forms of HTTP: RFC 1123, RFC 850 and asctime. */
const forms = [
  new RegExp(`^${shortDay}, (?<day>\\d{2}) ${month} (?<year>\\d{4}) ${time} GMT$`, 'i'),
  new RegExp(`^${longDay}, (?<day>\\d{2})-${month}-(?<year>\\d{2}) ${time} [A-Z]{3,4}$`, 'i'),
  new RegExp(`^${shortDay} ${month} (?<day>[ \\d]\\d) ${time} (?<year>\\d{4})$`, 'i'),
]

/** Seconds since 1970, or undefined when the text is no HTTP date. */
export function parseHttpDate(text: string): number | undefined {
  for (const form of forms) {
    const parts = form.exec(text)?.groups
    if (parts) return secondsOf(parts)
  }
  return undefined
}

function secondsOf(parts: Record<string, string | undefined>): number | undefined {
  const [hours, minutes, seconds] = (parts['time'] ?? '').split(':').map(Number)
  const monthIndex = months.findIndex(
    (name) => name.toLowerCase() === parts['month']?.toLowerCase(),
  )
  const day = Number(parts['day'])
  const date = new Date(
    Date.UTC(fullYear(parts['year'] ?? ''), monthIndex, day, hours, minutes, seconds),
  )
  const isReal = date.getUTCDate() === day && date.getUTCHours() === hours
  return isReal && (minutes ?? 60) < 60 && (seconds ?? 60) < 60 ? date.getTime() / 1000 : undefined
}

/** Two digits from 69 on mean the last century, as in Go. */
function fullYear(year: string): number {
  const number = Number(year)
  if (year.length === 4) return number
  return number >= 69 ? 1900 + number : 2000 + number
}
