import type { Dump } from './backup.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/**
 * A day of a server's own calendar, counted from 1 January 1970: it is in no zone, and none is 23 or 25
 * hours long.
 */
export type ServerDay = number

/** The day that a moment falls on by a clock so many minutes east of UTC. */
export function serverDay(at: Date, offsetMinutes: number): ServerDay {
  return Math.floor((at.getTime() + offsetMinutes * minuteMs) / dayMs)
}

/** `2026-11-20` */
export function isoDay(day: ServerDay): string {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}

/** So many days up to and with this one, oldest first. */
export function daysUpTo(last: ServerDay, count: number): ServerDay[] {
  return Array.from({ length: count }, (_, index) => last - (count - 1 - index))
}

/**
 * The day on which a dump was begun. Names in `last` and `daily` carry it, written by the server's own
 * clock of that day, so that they hold across a change to summer time. What only the other slots keep
 * is placed by its end and the offset of today: near midnight it may be a day off.
 */
export function dayOfDump({ files, finishedAt }: Dump, offsetMinutes: number): ServerDay {
  for (const { stampedAt, stampedOn } of files) {
    if (stampedAt) return serverDay(stampedAt, 0)
    if (stampedOn) return Date.parse(stampedOn) / dayMs
  }
  return serverDay(finishedAt, offsetMinutes)
}
