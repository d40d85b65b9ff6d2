import type { ServerDay } from '../core/dumps/server-day.ts'

export type Format = ReturnType<typeof formatter>

/** A moment as a page shows it; the browser retells it in its own zone when script runs. */
export interface TimeView {
  iso: string
  text: string
  /** The whole date with the zone's name, on hover. */
  title: string
  style: 'relative' | 'absolute' | 'precise'
  /** The language of the text where it is not the page's own; for screen readers. */
  lang: string | null
}

/** A moment by the clock of a backup server, which nobody retells. */
export interface ClockView {
  iso: string
  text: string
  title: string
}

export const defaultLocale = 'en-GB'
export const defaultTimeZone = 'UTC'

/** How sizes, times and numbers read in a locale and a time zone. */
export function formatter(locale = defaultLocale, timeZone = defaultTimeZone) {
  const serverDate = new Intl.DateTimeFormat(locale, {
    ...minutes,
    weekday: 'short',
    timeZone: 'UTC',
  })
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const shortDate = new Intl.DateTimeFormat(locale, { ...calendarDay, timeZone })
  const day = new Intl.DateTimeFormat(locale, { ...weekday, timeZone: 'UTC' })
  const { moment, ...moments } = momentFormats(locale, timeZone)
  return {
    locale,
    timeZone,
    size: (bytes: number | bigint) => size(Number(bytes), number),
    number: (value: number) => number.format(value),
    /** `1 dump`, `2,100 dumps` */
    count: (amount: number, noun: string) =>
      `${number.format(amount)} ${noun}${amount === 1 ? '' : 's'}`,
    duration: (ms: number) => duration(ms, number),
    ...moments,
    /** Only the date, where an axis has no room for more. */
    date: (at: Date) => shortDate.format(at),
    /** A day of a server's calendar: it is in no zone. */
    day: remembered((serverDay: ServerDay) => day.format(serverDay * dayMs)),
    /** By a clock so many minutes east of UTC. Intl knows such zones only from Node 22 on. */
    serverTime: (at: Date, offsetMinutes: number): ClockView => ({
      ...moment(at),
      text: `${serverDate.format(at.getTime() + offsetMinutes * 60_000)} ${offsetName(offsetMinutes)}`,
    }),
  }
}

function momentFormats(locale: string, timeZone: string) {
  const inZone = { ...minutes, timeZoneName: 'short', timeZone } as const
  const date = new Intl.DateTimeFormat(locale, inZone)
  const precise = new Intl.DateTimeFormat(locale, { ...inZone, second: '2-digit' })
  const whole = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long', timeZone })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const lang = /^en\b/i.test(locale) ? null : locale
  const titleOf = remembered((ms) => whole.format(ms))
  const dateOf = remembered((ms) => date.format(ms))
  const moment = (at: Date) => ({ iso: at.toISOString(), title: titleOf(at.getTime()) })
  const view = (at: Date, style: TimeView['style'], text: string): TimeView => ({
    ...moment(at),
    text,
    style,
    lang,
  })
  return {
    moment,
    time: (at: Date) => view(at, 'absolute', dateOf(at.getTime())),
    /** From one moment to another; the day is said once where it is the same. */
    range: (from: Date, to: Date) => date.formatRange(from, to),
    /** To the second, for moments that stand beside one another. */
    preciseTime: (at: Date) => view(at, 'precise', precise.format(at)),
    ago: (at: Date, now: Date) => view(at, 'relative', ago(at, now, relative)),
  }
}

const dayMs = 24 * 60 * 60 * 1000
const rememberedNames = 400

/** Pages name the same few days and moments over and over, and Intl is slow to. */
function remembered(name: (value: number) => string): (value: number) => string {
  const kept = new Map<number, string>()
  return (value) => {
    const known = kept.get(value)
    if (known !== undefined) return known
    if (kept.size >= rememberedNames) kept.clear()
    const text = name(value)
    kept.set(value, text)
    return text
  }
}

const weekday = { weekday: 'short', day: 'numeric', month: 'short' } as const
const calendarDay = { day: 'numeric', month: 'short', year: 'numeric' } as const

const minutes = {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
} as const

/** `UTC+05:30` */
export function offsetName(minutes: number): string {
  if (minutes === 0) return 'UTC'
  const sign = minutes < 0 ? '−' : '+'
  const hours = Math.floor(Math.abs(minutes) / 60)
  return `UTC${sign}${twoDigits(hours)}:${twoDigits(Math.abs(minutes) % 60)}`
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
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

/** The two largest parts: `2 h 5 min`. Under ten seconds with a decimal, if there is one. */
function duration(ms: number, number: Intl.NumberFormat): string {
  if (ms < 10_000) return `${number.format(ms / 1000)} s`
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
