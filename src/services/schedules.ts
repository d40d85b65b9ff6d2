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
  nextRuns(schedule: string, options: { after: Date; count: number; zone: number }): Date[]
}

const shownRuns = 5
/** Enough to meet the longest gap of schedules like "weekdays" or "the first of the month". */
const sampledRuns = 14

/** What a server's schedule means, by that server's clock. */
export function scheduleService(reader: ScheduleReader) {
  return {
    understand(
      raw: string,
      known: { offsetMinutes: number | null; lastRunAt?: Date | undefined },
    ): ScheduleFacts {
      const { offsetMinutes, lastRunAt } = known
      const after = countedFrom(raw, lastRunAt, intervalMs(raw))
      const zone = offsetMinutes ?? 0
      const nextRuns = reader.nextRuns(raw, { after, count: shownRuns, zone })
      return { raw, words: reader.describe(raw), nextRuns, offsetMinutes }
    },

    problem: reader.problem,

    /** The longest time between two runs; null when the schedule cannot be understood. */
    intervalMs,
  }

  function intervalMs(raw: string): number | null {
    const runs = reader.nextRuns(raw, { after: new Date(), count: sampledRuns, zone: 0 })
    const gaps = runs.slice(1).map((run, index) => run.getTime() - (runs[index]?.getTime() ?? 0))
    return gaps.length === 0 ? null : Math.max(...gaps)
  }
}

/** `@every` counts from the scheduler's start, which nobody tells: the last run is the nearest to it. */
function countedFrom(raw: string, lastRunAt: Date | undefined, stepMs: number | null): Date {
  const now = new Date()
  if (!raw.startsWith('@every') || !lastRunAt || !stepMs) return now
  const steps = Math.floor((now.getTime() - lastRunAt.getTime()) / stepMs)
  return new Date(lastRunAt.getTime() + Math.max(0, steps) * stepMs)
}
