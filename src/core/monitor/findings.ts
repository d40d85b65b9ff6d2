import type { RemoteFault } from '../errors.ts'
import type { Judgement, ServerState } from '../verdicts/verdict.ts'
import type { ActiveJob, KeptReadings, KeptSettings } from './snapshot.ts'

/** What one poll of a server brought. Null: could not be read, so that it says nothing. */
export interface Findings {
  at: Date
  /** How long after its time the poll began. */
  lateMs: number
  judgement: Judgement<ServerState>
  fault: RemoteFault | null
  answerMs: number | null
  schedule: Pick<
    KeptReadings,
    'schedule' | 'intervalMs' | 'nextRunAt' | 'utcOffsetMinutes' | 'isCluster'
  > | null
  inventory: Pick<KeptReadings, 'physicalBytes' | 'listedBytes' | 'dumpCount'> | null
  activeJobs: ActiveJob[] | null
  settings: KeptSettings | null
  warnings: string[] | null
  /** Null: not probed this time. */
  probe: ProbeFindings | null
}

export interface ProbeFindings {
  /** Undefined: the probe did not come so far. Null: there is none. */
  certificateEndsAt?: Date | null
  clockSkewMs?: number
  /** The step that failed, and what to do about it. */
  obstacle: string | null
}
