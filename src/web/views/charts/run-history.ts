import type { Dump } from '../../../core/dumps/backup.ts'
import { type DayRun, type RunDay, runDays } from '../../../core/dumps/run-days.ts'
import { type DatabaseRunDays, serverRunDays } from '../../../core/dumps/server-run-days.ts'
import { stripDays } from '../../../core/fleet/ledger-days.ts'
import { groupBy } from '../../../core/group-by.ts'
import type { JudgedJob } from '../../../services/jobs.ts'
import { dayRuns } from './day-runs.ts'

/** What the days of a server are reconstructed from. */
export interface RunHistoryInput {
  /** Newest first. */
  dumps: Dump[]
  jobs: JudgedJob[]
  expectedDatabases: string[] | null
  /** Null: the server's clock is not known, and UTC is assumed. */
  offsetMinutes: number | null
  /** The longest that the schedule lets pass between two runs. Null: nobody knows. */
  intervalMs: number | null
}

export interface RunHistory {
  databases: DatabaseRunDays[]
  /** All databases together. */
  days: RunDay[]
}

/** A day of 25 hours, when summer time ends, has its daily run all the same. */
const dailyMs = 25 * 60 * 60 * 1000

/** The days of a strip of each database, by name, and of the server as a whole. */
export function runHistory(input: RunHistoryInput, now: Date): RunHistory {
  const { dumps, jobs, expectedDatabases, intervalMs } = input
  const offsetMinutes = input.offsetMinutes ?? 0
  const runs: DayRun[] = dayRuns(jobs, offsetMinutes)
  const isDaily = intervalMs !== null && intervalMs <= dailyMs
  const databases = [...dumpsByDatabase(dumps, expectedDatabases)].map(([database, own]) => ({
    database,
    days: runDays({ dumps: own, runs, offsetMinutes, isDaily, now, count: stripDays }),
  }))
  return { databases, days: serverRunDays(databases, expectedDatabases) }
}

/** Each database that has a dump or should have one. Files that nobody knows belong to none. */
export function dumpsByDatabase(dumps: Dump[], expected: string[] | null): Map<string, Dump[]> {
  const groups = groupBy(dumps, ({ database }) => database)
  groups.delete('')
  for (const name of expected ?? []) if (!groups.has(name)) groups.set(name, [])
  return new Map([...groups].sort(([one], [other]) => (one < other ? -1 : 1)))
}
