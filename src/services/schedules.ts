import { type DueClock, type LastDue, lastDue } from '../core/ledger/last-due.ts'

export type Schedules = ReturnType<typeof scheduleService>

/** A schedule, understood as far as it can be. */
export interface ScheduleFacts {
  raw: string
  /** Null: it cannot be put into words. */
  words: string | null
  /** In UTC. Empty: they cannot be told, or the schedule is not one. */
  nextRuns: Date[]
  /** The server's clock against UTC, as far as its file names tell. Null: UTC is assumed. */
  offsetMinutes: number | null
}

/** How schedules are read; given by the floor that knows the cron libraries. */
export interface ScheduleReader {
  /** Null when the schedule is understood, otherwise what is wrong with it. */
  problem(schedule: string): string | null
  describe(schedule: string): string | null
  /** Null: it is none of five or six fields. */
  fields(schedule: string): string[] | null
  nextRuns(schedule: string, options: { after: Date; count: number; zone: number }): Date[]
  /** By the server's wall clock. Null: it goes by no clock. */
  lastWallRun(schedule: string, wall: Date, offsetMinutes: number): Date | null
}

const shownRuns = 5
/** Enough to meet the longest gap of schedules like "weekdays" or "the first of the month". */
const sampledRuns = 14
/** More schedules than any fleet has; beyond it all are computed anew. */
const rememberedSchedules = 2000

/** What a server's schedule means, by that server's clock. */
export function scheduleService(reader: ScheduleReader) {
  const upcoming = upcomingRuns(reader)
  const dueBefore = dueRuns(reader)
  const words = remembered(reader.describe)
  return {
    understand(
      raw: string,
      known: { offsetMinutes: number | null; lastRunAt?: Date | undefined },
    ): ScheduleFacts {
      const { offsetMinutes, lastRunAt } = known
      const runs = raw.startsWith('@every')
        ? stepsFrom(lastRunAt ?? new Date(), longestGap(upcoming(raw, 0)))
        : upcoming(raw, offsetMinutes ?? 0)
      return { raw, words: words(raw), nextRuns: runs.slice(0, shownRuns), offsetMinutes }
    },

    /** Null: nobody can tell, since the schedule or the server's clock is not known well enough. */
    lastDue({ raw, offsetMinutes }: ScheduleFacts, now: Date, graceMs: number): LastDue | null {
      return offsetMinutes === null ? null : dueBefore(raw, { now, offsetMinutes, graceMs })
    },

    problem: reader.problem,
    fields: reader.fields,

    /** The longest time between two runs; null when the schedule cannot be understood. */
    intervalMs: (raw: string): number | null => longestGap(upcoming(raw, 0)),
  }
}

function remembered<T>(compute: (raw: string) => T): (raw: string) => T {
  const kept = new Map<string, T>()
  return (raw) => {
    const known = kept.get(raw)
    if (known !== undefined) return known
    const value = compute(raw)
    if (kept.size >= rememberedSchedules) kept.clear()
    kept.set(raw, value)
    return value
  }
}

/**
 * The next runs of a schedule. Computing them costs more than drawing a page, and they stay the same
 * until the first of them is past, so they are kept until then.
 */
function upcomingRuns(reader: ScheduleReader) {
  const kept = new Map<string, Date[]>()
  return (raw: string, zone: number): Date[] => {
    const key = `${zone} ${raw}`
    const known = kept.get(key)
    const now = new Date()
    if (known && (known[0] === undefined || known[0] > now)) return known
    const runs = reader.nextRuns(raw, { after: now, count: sampledRuns, zone })
    if (kept.size >= rememberedSchedules) kept.clear()
    kept.set(key, runs)
    return runs
  }
}

/** The last run that was due, kept for as long: until another one is. */
function dueRuns(reader: ScheduleReader) {
  const kept = new Map<string, { from: Date; until: Date; due: LastDue | null }>()
  return (raw: string, clock: DueClock): LastDue | null => {
    const { now, offsetMinutes, graceMs } = clock
    const key = `${offsetMinutes} ${graceMs} ${raw}`
    const known = kept.get(key)
    if (known && known.from <= now && now < known.until) return known.due
    const due = lastDue((wall) => reader.lastWallRun(raw, wall, offsetMinutes), clock)
    const after = new Date(now.getTime() - graceMs)
    const [next = after] = reader.nextRuns(raw, { after, count: 1, zone: offsetMinutes })
    if (kept.size >= rememberedSchedules) kept.clear()
    kept.set(key, { from: now, until: new Date(next.getTime() + graceMs), due })
    return due
  }
}

function longestGap(runs: Date[]): number | null {
  const gaps = runs.slice(1).map((run, index) => run.getTime() - (runs[index]?.getTime() ?? 0))
  return gaps.length === 0 ? null : Math.max(...gaps)
}

/** `@every` counts from the scheduler's start, which nobody tells: the last run is the nearest to it. */
function stepsFrom(lastRunAt: Date, stepMs: number | null): Date[] {
  if (stepMs === null) return []
  const passed = Math.max(0, Math.floor((Date.now() - lastRunAt.getTime()) / stepMs))
  return Array.from(
    { length: shownRuns },
    (_, index) => new Date(lastRunAt.getTime() + (passed + index + 1) * stepMs),
  )
}
