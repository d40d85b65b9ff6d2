import type { Dump } from '../dumps/backup.ts'
import { isCopied, nameTimeOf } from '../dumps/copied-dump.ts'
import { isFuture } from '../monitor/clock-skew.ts'
import { canChange, type OffsetAt } from './zones.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** The clocks of file system and process may differ by a moment. */
const lagMs = minuteMs

/** When a dump was made. */
export interface DumpTimes {
  startedAt: Date | null
  finishedAt: Date
  /** Its start by the server's wall clock; its end, where the start is not known. */
  wall: Date
}

/** A server's wall clock, as far as its dumps tell: summer time comes and goes between them. */
export interface ServerClock {
  /** As the newest dump shows it. Null: not known. */
  offsetMinutes: number | null
  /** As the last dump before that moment shows it. */
  offsetAt(at: Date): number | null
  timesOf(dump: Dump): DumpTimes
  wallOf(at: Date): Date
  /** The moment that the clock shows this time at, as it goes now. */
  momentOf(wall: Date): Date
}

interface ClockFacts {
  /** What most of the recent dumps agree on, so a change is seen in single ones first. */
  offsetMinutes: number | null
  /** When the last run ended that the server tells of. */
  lastRunAt: Date | null
  now: Date
}

export function serverClock(
  listed: Dump[],
  { offsetMinutes, lastRunAt, now }: ClockFacts,
): ServerClock {
  const dumps = listed.filter(({ finishedAt }) => !isFuture(finishedAt, now))
  const known =
    offsetMinutes === null ? null : { at: agreedAt(dumps) ?? now, minutes: offsetMinutes }
  const newest = dumps.find((dump) => dump.stampedAt)
  const current = (newest && offsetOf(newest, known)) ?? offsetMinutes
  const timesOfNamed = (dump: Dump) =>
    timesOf(dump, { offset: offsetOf(dump, known), current: current ?? 0, lastRunAt })
  const latest = latestNamed(dumps, timesOfNamed)
  return {
    offsetMinutes: current,
    offsetAt: (at) => {
      const last = dumps.find((dump) => dump.stampedAt && dump.finishedAt <= at)
      return (last && offsetOf(last, known)) ?? current
    },
    timesOf: (dump) => {
      const last = latest.get(dump.database)
      const isNotNewer = hasDay(dump) || last === undefined || dump.finishedAt <= last.finishedAt
      return isNotNewer ? timesOfNamed(dump) : { ...last, startedAt: null }
    },
    wallOf: (at) => shifted(at, current ?? 0),
    momentOf: (wall) => shifted(wall, -(current ?? 0)),
  }
}

/** As many as are asked for the offset, when it is inferred. */
const sampleSize = 30

/** When the middle one of those that agree on the offset was made. */
function agreedAt(dumps: Dump[]): Date | undefined {
  const stamped = dumps.filter((dump) => dump.stampedAt).slice(0, sampleSize)
  return stamped[Math.floor(stamped.length / 2)]?.finishedAt
}

/**
 * The offset at the time of one dump: the known one, or an hour beside it where that makes sense of
 * the dump's times and there is a zone whose clock was changed in between. Null: none makes sense.
 */
function offsetOf({ stampedAt, finishedAt }: Dump, known: OffsetAt | null): number | null {
  if (!stampedAt || !known) return null
  const tookMs = (offset: number) => finishedAt.getTime() - shifted(stampedAt, -offset).getTime()
  const isPossible = (offset: number) => tookMs(offset) >= -lagMs && tookMs(offset) <= dayMs
  const minutes = known.minutes + (tookMs(known.minutes) < -lagMs ? 60 : -60)
  if (isPossible(minutes) && canChange(known, { at: finishedAt, minutes })) return minutes
  return isPossible(known.minutes) ? known.minutes : null
}

interface Around {
  /** At the time of the dump. Null: none makes sense. */
  offset: number | null
  /** Now. */
  current: number
  lastRunAt: Date | null
}

function timesOf(dump: Dump, { offset, current, lastRunAt }: Around): DumpTimes {
  const { stampedAt } = dump
  if (stampedAt && offset !== null) {
    const startedAt = shifted(stampedAt, -offset)
    const isOld = isCopied({ startedAt, finishedAt: dump.finishedAt }, lastRunAt)
    return { startedAt, finishedAt: isOld ? startedAt : dump.finishedAt, wall: stampedAt }
  }
  const finishedAt = believable(dump, current, lastRunAt)
  return { startedAt: null, finishedAt, wall: stampedAt ?? shifted(finishedAt, current) }
}

/** A file that was copied without its time is as old as its name says, not as new as the copy. */
function believable(dump: Dump, current: number, lastRunAt: Date | null): Date {
  const { finishedAt } = dump
  const startedAt = nameTimeOf(dump, current)
  if (!startedAt) return finishedAt
  const isFarOff = Math.abs(finishedAt.getTime() - startedAt.getTime()) > 2 * dayMs
  return isFarOff || isCopied({ startedAt, finishedAt }, lastRunAt) ? startedAt : finishedAt
}

/** Names tell at least the day, except in the slots for weeks and months. */
function hasDay({ files }: Dump): boolean {
  return files.some(({ stampedAt, stampedOn }) => stampedAt || stampedOn)
}

/**
 * The newest dump of each database whose name tells its day. Each run leaves one, so a file without a
 * day that seems to be newer is a copy that has lost its time.
 */
function latestNamed(dumps: Dump[], timesOf: (dump: Dump) => DumpTimes): Map<string, DumpTimes> {
  const latest = new Map<string, DumpTimes>()
  for (const dump of dumps.filter(hasDay)) {
    const times = timesOf(dump)
    const known = latest.get(dump.database)
    if (!known || times.finishedAt > known.finishedAt) latest.set(dump.database, times)
  }
  return latest
}

function shifted(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * minuteMs)
}
