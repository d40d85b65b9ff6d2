import type { Dump } from '../dumps/backup.ts'
import type { Job } from '../job.ts'
import type { ServerStatus } from '../server.ts'

/** What became of a run. Only `verified` is green; docs/decisions/002-verdicts.md has the rules. */
export type RunVerdict =
  | 'verified' // a new dump of each expected database, and nothing that speaks against it
  | 'partial' // some databases have one
  | 'delivery-failed' // all have one; what came after them failed
  | 'skipped' // another run held the lock
  | 'unproven' // the server says success, and the facts do not show it
  | 'failed'
  | 'lost' // the server forgot the job
  | 'running'
  | 'queued'

export type RestoreVerdict =
  | 'clean' // the whole log is there, and has no error
  | 'with-errors' // the server says success, and the log says otherwise
  | 'unproven' // nothing speaks against it, but the log is not whole
  | 'failed' // the target may be half filled
  | 'lost' // the server forgot the job
  | 'running'
  | 'queued'

export type ServerState =
  | 'ok'
  | 'late' // the last dump is older than the schedule allows
  | 'failing' // the last run failed, or a database has no dump
  | 'unreachable' // no usable answer
  | 'refused' // it does not accept the token
  | 'unknown' // not measured, or not measurable
  | 'paused'

/** A conclusion and the facts it stands on, in the order of their weight. */
export interface Judgement<V> {
  verdict: V
  evidence: string[]
}

export interface RunEvidence {
  /** Null: the server no longer knows the job. */
  job: Job | null
  /** Dumps on the server now. Null: they could not be read. */
  dumps: Dump[] | null
  /** Databases that must each have a new dump. Null: not known (autodiscovery, settings unreadable). */
  expectedDatabases: string[] | null
  /** Null: could not be read. */
  status: ServerStatus | null
}
