/** A moment in whole seconds, as `Last-Modified` writes it. */
export function formatHttpDate(seconds: number): string {
  return new Date(seconds * 1000).toUTCString()
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const shortDays = days.map((day) => day.slice(0, 3))
const time = '(?<hours>\\d{2}):(?<minutes>\\d{2}):(?<seconds>\\d{2})'
const weekday = '(?<weekday>[A-Za-z]+)'
const month = '(?<month>[A-Za-z]{3})'

/** The three forms of HTTP: RFC 1123, RFC 850 and asctime. Only the names may be in any case. */
const forms = [
  { names: shortDays, form: `${weekday}, (?<day>\\d{2}) ${month} (?<year>\\d{4}) ${time} GMT` },
  { names: days, form: `${weekday}, (?<day>\\d{2})-${month}-(?<year>\\d{2}) ${time} [A-Z]{3,4}` },
  { names: shortDays, form: `${weekday} ${month} (?<day>[ \\d]\\d) ${time} (?<year>\\d{4})` },
].map(({ names, form }) => ({ names, form: new RegExp(`^${form}$`) }))

/** Seconds since 1970, or undefined when the text is no HTTP date. A wrong weekday does no harm. */
export function parseHttpDate(text: string): number | undefined {
  for (const { names, form } of forms) {
    const parts = form.exec(text)?.groups
    if (parts && names.includes(parts['weekday']?.toLowerCase() ?? '')) return secondsOf(parts)
  }
  return undefined
}

function secondsOf(parts: Record<string, string | undefined>): number | undefined {
  const number = (name: string) => Number(parts[name])
  const monthIndex = months.indexOf(parts['month']?.toLowerCase() ?? '')
  const [hours, minutes, seconds] = [number('hours'), number('minutes'), number('seconds')]
  const year = fullYear(parts['year'] ?? '')
  const date = new Date(Date.UTC(year, monthIndex, number('day'), hours, minutes, seconds))
  const isReal = monthIndex >= 0 && date.getUTCDate() === number('day')
  return isReal && hours < 24 && minutes < 60 && seconds < 60 ? date.getTime() / 1000 : undefined
}

/** Two digits from 69 on mean the last century, as in Go. */
function fullYear(year: string): number {
  const number = Number(year)
  if (year.length === 4) return number
  return number >= 69 ? 1900 + number : 2000 + number
}
