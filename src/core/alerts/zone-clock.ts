const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** What a clock on the wall of a time zone shows. */
interface WallTime {
  /** Days since 1 January 1970 on that calendar. */
  day: number
  /** Minutes since its midnight. */
  minute: number
  /** 0 is Sunday. */
  weekday: number
}

export function wallTime(at: Date, zone: string): WallTime {
  const wallMs = at.getTime() + offsetMs(at.getTime(), zone)
  const day = Math.floor(wallMs / dayMs)
  return { day, minute: Math.floor((wallMs - day * dayMs) / minuteMs), weekday: weekdayOf(day) }
}

/** The first of January 1970 was a Thursday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7
}

/**
 * When the clock shows this minute of that day. A time that the clocks skip counts as if they had not
 * been put forward, and of one that comes twice it is the first.
 */
export function instantOf(day: number, minute: number, zone: string): Date {
  const wallMs = day * dayMs + minute * minuteMs
  const before = offsetMs(wallMs - dayMs, zone)
  const after = offsetMs(wallMs + dayMs, zone)
  const isAfter =
    offsetMs(wallMs - before, zone) !== before && offsetMs(wallMs - after, zone) === after
  return new Date(wallMs - (isAfter ? after : before))
}

export function isTimeZone(zone: string): boolean {
  try {
    formatOf(zone)
    return true
  } catch {
    return false
  }
}

/** How far east of UTC, to the minute. */
function offsetMs(time: number, zone: string): number {
  const wholeMinute = Math.floor(time / minuteMs) * minuteMs
  const parts = formatOf(zone).formatToParts(wholeMinute)
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((each) => each.type === type)?.value)
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'))
  return wall - wholeMinute
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Intl is slow to begin. There are no more zones than the world has. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en', {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
    timeZone,
  })
  formats.set(timeZone, format)
  return format
}
