export type Format = ReturnType<typeof formatter>

/** A moment as a page shows it; the browser retells it in its own zone when script runs. */
export interface TimeView {
  iso: string
  text: string
  /** The whole date with the zone's name, on hover. */
  title: string
  style: 'relative' | 'absolute'
}

/** How sizes, times and numbers read in a locale and a time zone. */
export function formatter(locale = 'en-GB', timeZone = 'UTC') {
  const date = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  })
  const whole = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long', timeZone })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })

  return {
    size: (bytes: number | bigint) => size(Number(bytes), number),
    number: (value: number) => number.format(value),
    duration,
    time: (at: Date): TimeView => ({
      iso: at.toISOString(),
      text: date.format(at),
      title: whole.format(at),
      style: 'absolute',
    }),
    ago: (at: Date, now: Date): TimeView => ({
      iso: at.toISOString(),
      text: ago(at, now, relative),
      title: whole.format(at),
      style: 'relative',
    }),
  }
}

const sizeUnits = ['kB', 'MB', 'GB', 'TB', 'PB']

/** Decimal units, as disks and providers count; below 1 kB the exact number. */
function size(bytes: number, number: Intl.NumberFormat): string {
  if (bytes < 1000) return `${number.format(bytes)} B`
  let value = bytes
  let unit = -1
  do {
    value /= 1000
    unit += 1
  } while (value >= 999.95 && unit < sizeUnits.length - 1)
  return `${number.format(value)} ${sizeUnits[unit]}`
}

const secondsIn = { d: 86_400, h: 3_600, min: 60, s: 1 }

/** The two largest parts: `2 h 5 min`. Under ten seconds with one decimal. */
function duration(ms: number): string {
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`
  let rest = Math.round(ms / 1000)
  const parts: string[] = []
  for (const [unit, seconds] of Object.entries(secondsIn)) {
    const count = Math.floor(rest / seconds)
    if (count > 0) parts.push(`${count} ${unit}`)
    rest -= count * seconds
  }
  return parts.slice(0, 2).join(' ')
}

/** A unit, its seconds, and how many of them it takes to count in it: 43 hours are not "tomorrow". */
const steps: [unit: Intl.RelativeTimeFormatUnit, length: number, least: number][] = [
  ['year', 31_536_000, 2],
  ['month', 2_592_000, 2],
  ['day', 86_400, 2],
  ['hour', 3_600, 1],
  ['minute', 60, 1],
]

function ago(at: Date, now: Date, relative: Intl.RelativeTimeFormat): string {
  const seconds = (at.getTime() - now.getTime()) / 1000
  for (const [unit, length, least] of steps) {
    if (Math.abs(seconds) >= length * least)
      return relative.format(Math.trunc(seconds / length), unit)
  }
  return Math.abs(seconds) < 10
    ? relative.format(0, 'second')
    : relative.format(Math.trunc(seconds), 'second')
}
