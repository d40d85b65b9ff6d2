import type { RunVerdict } from '../verdicts/verdict.ts'

/** Who caused a run: the server's own schedule, somebody at this panel, or another client of the server. */
export type RunOrigin = 'schedule' | 'panel' | 'elsewhere'

/** How a run stands to the schedule. */
export type Punctuality =
  | 'due' // its time has come, and it may still appear
  | 'on-time'
  | 'late'
  | 'missed' // nothing of it appeared, and that would be seen
  | 'not-watched' // nobody can say: the panel was not watching, and what there was may be gone
  | 'unscheduled' // nothing asked for it at that time

/** What became of one database in a run. */
export interface RunDatabase {
  name: string
  outcome: 'new' | 'empty' | 'missing'
  sizeBytes: number
}

/** A run that happened, or that should have. */
export interface LedgerRun {
  id: string
  origin: RunOrigin
  punctuality: Punctuality
  /** By the server's own clock, as if it were UTC: a change to summer time does not move it. */
  expectedWall: Date | null
  expectedAt: Date | null
  startedAt: Date | null
  endedAt: Date | null
  /** Where it stands in time: its start, or until then when it should have started. */
  at: Date
  jobId: string | null
  /** Null: not started from this panel. */
  startedBy: string | null
  /** Null: it never happened, or not yet. */
  verdict: RunVerdict | null
  evidence: string[]
  databases: RunDatabase[]
  sizeBytes: number
}
