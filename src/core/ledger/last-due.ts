import { ageMs, type BothClocks } from '../monitor/clock-skew.ts'

const minuteMs = 60_000

/** A clock that was changed since the last dump is known by an hour too much or too little. */
const offsetDoubtMs = 60 * minuteMs

/** The last run that a schedule asked for and that must be over by now. */
export interface LastDue {
  at: Date
  /** The time from the one before it. */
  gapMs: number
}

/** When it is asked, and by whose clock. */
export interface DueClock {
  now: Date
  offsetMinutes: number
  graceMs: number
}

/** `lastBefore` goes by the server's wall clock. Null: the schedule goes by no clock, or asks for none. */
export function lastDue(
  lastBefore: (wall: Date) => Date | null,
  { now, offsetMinutes, graceMs }: DueClock,
): LastDue | null {
  const offsetMs = offsetMinutes * minuteMs
  const last = lastBefore(new Date(now.getTime() - graceMs + offsetMs + 1))
  const before = last && lastBefore(last)
  if (!last || !before) return null
  return {
    at: new Date(last.getTime() - offsetMs),
    gapMs: last.getTime() - before.getTime(),
  }
}

const nothingDue: LastDue = { at: new Date(0), gapMs: 0 }

/** No run that only the new schedule would have asked for was due before it was made. */
export function dueSince(
  due: LastDue | null,
  since: Date | null,
  { now, waitMs }: { now: Date; waitMs: number },
): LastDue | null {
  if (since === null) return due
  const isBefore = due ? due.at < since : now.getTime() - since.getTime() <= waitMs
  return isBefore ? nothingDue : due
}

/**
 * Whether the last run that was due has left nothing newer than this, which is older, too, than dumps
 * were to become up to that run: the longest gap of a schedule for working hours says nothing of a day.
 */
export function isPassedOver(
  finishedAt: Date,
  due: LastDue,
  { graceMs, ...clocks }: BothClocks & { graceMs: number },
): boolean {
  const isBefore = finishedAt.getTime() < due.at.getTime() - offsetDoubtMs
  return isBefore && ageMs(finishedAt, clocks) > due.gapMs + graceMs
}
