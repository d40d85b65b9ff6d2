import type { Dump } from './backup.ts'
import type { Job } from './job.ts'
import type { ServerStatus } from './server.ts'

export type RunVerdict =
  | 'verified'
  | 'partial'
  | 'delivery-failed'
  | 'skipped'
  | 'unproven'
  | 'failed'
  | 'lost'
  | 'running'
  | 'queued'

export type RestoreVerdict =
  | 'clean'
  | 'with-errors'
  | 'unproven'
  | 'failed'
  | 'lost'
  | 'running'
  | 'queued'

export type ServerState =
  | 'ok'
  | 'late'
  | 'failing'
  | 'unreachable'
  | 'refused'
  | 'unknown'
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
