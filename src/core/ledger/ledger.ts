import type { Dump } from '../dumps/backup.ts'
import type { MaxAges } from '../max-age.ts'
import type { BothClocks } from '../monitor/clock-skew.ts'
import type { NewEvent, Severity } from '../monitor/event.ts'
import type { ServerStatus } from '../server.ts'
import type { DiskSpace } from '../verdicts/log-space.ts'
import type { RunVerdict } from '../verdicts/verdict.ts'
import type { TrackedDatabase } from './database.ts'
import type { KeptDump } from './kept-dump.ts'
import type { LedgerRun } from './run.ts'

/** What is remembered of one server. */
export interface LedgerMemory {
  /** All of the last days, all that are not decided, and all from the time of dumps not seen before. */
  runs: LedgerRun[]
  /** From then on, every run that there is is among them. Null: all that there are. */
  runsSince: Date | null
  /** All that had not vanished, and those that had but are listed again. */
  dumps: KeptDump[]
  databases: TrackedDatabase[]
  /** Subjects whose last event was a problem, and how bad a one. */
  openSubjects: ReadonlyMap<string, Severity>
}

/** A backup that the server was asked for, judged. */
export interface SeenJob {
  id: string
  /** Null: not from this panel. */
  startedBy: string | null
  queuedAt: Date
  startedAt: Date | null
  endedAt: Date | null
  verdict: RunVerdict
  evidence: string[]
  /** What it found on the server's disk. Absent: its log does not say. */
  space?: DiskSpace
}

/** When a server should run, by its own wall clock, written as if it were UTC. */
export interface LedgerSchedule {
  /** The longest that it lets pass between two runs. Null: it cannot be understood. */
  intervalMs: number | null
  /** The last time before this one. Null: there is none, or nobody can tell, as with `@every`. */
  lastBefore(wall: Date): Date | null
}

/** What one look at a server brought. What could not be read is null, and never taken for emptiness. */
export interface LedgerFacts extends BothClocks, MaxAges {
  dumps: Dump[] | null
  /** Backups only, no restores. */
  jobs: SeenJob[] | null
  status: ServerStatus | null
  /** Databases that must each have a dump. Null: whatever the server finds. */
  expectedDatabases: string[] | null
  /** The last one known, if it could not be read now. */
  schedule: LedgerSchedule | null
  /** It is another one than at the poll before: since when, nobody knows. */
  isScheduleNew: boolean
  /** When it was first seen to be another one than before. Null: nobody knows. */
  scheduleSince: Date | null
  utcOffsetMinutes: number | null
  /** From when on the next run deletes each file, by its id. Null: not known. */
  expiries: ReadonlyMap<string, Date> | null
  graceMs: number
  watch: Watch
  newId(): string
}

export interface Watch {
  /** Since when the panel watches without a gap. */
  since: Date
  /** The poll before this one: up to then, the schedule's times have their rows. Null: this is the first. */
  polledAt: Date | null
  /** When the dumps were last read before this poll. */
  readAt: Date | null
}

/** What follows from a look: rows to be written as they are, and what is news. */
export interface LedgerChanges {
  runs: LedgerRun[]
  /** Rows of runs that the server's clock skipped, so that they never should have been. */
  removedRunIds: string[]
  dumps: KeptDump[]
  databases: TrackedDatabase[]
  events: NewEvent[]
}
