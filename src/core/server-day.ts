import type { Dump } from './backup.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** A day of a server's own calendar: `2026-11-20`. Such texts order as the days do. */
export type ServerDay = string

/** The day that a moment falls on by a clock so many minutes east of UTC. */
export function serverDay(at: Date, offsetMinutes: number): ServerDay {
  return new Date(at.getTime() + offsetMinutes * minuteMs).toISOString().slice(0, 10)
}

/** So many days up to and with this one, oldest first. Calendar days: none is 23 or 25 hours long. */
export function daysUpTo(last: ServerDay, count: number): ServerDay[] {
  const end = Date.parse(last)
  return Array.from({ length: count }, (_, index) =>
    new Date(end - (count - 1 - index) * dayMs).toISOString().slice(0, 10),
  )
}

/**
 * The day on which a dump was begun. Names in `last` and `daily` carry it, written by the server's own
 * clock of that day, so that they hold across a change to summer time. What only the other slots keep
 * is placed by its end and the offset of today: near midnight it may be a day off.
 */
export function dayOfDump({ files, finishedAt }: Dump, offsetMinutes: number): ServerDay {
  for (const { stampedAt, stampedOn } of files) {
    if (stampedAt) return stampedAt.toISOString().slice(0, 10)
    if (stampedOn) return stampedOn
  }
  return serverDay(finishedAt, offsetMinutes)
}
