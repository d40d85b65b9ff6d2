import type { RemoteFault } from '../errors.ts'
import type { Job } from '../job.ts'
import type { ServerState } from '../verdicts/verdict.ts'

/** Each setting by its key. Of a secret it says only whether it is set. */
export type KeptSettings = Record<string, string | boolean>

/** A job that waits or is at work. */
export interface ActiveJob extends Pick<Job, 'id' | 'kind' | 'state'> {
  /** As JSON has it. */
  queuedAt: string
  startedAt?: string
}

/** What is known of a server from its last polls. What could not be read again keeps its last good value. */
export interface Snapshot extends Standing, KeptReadings {
  serverId: string
  /** Since when it is watched without a gap. */
  watchedSince: Date
  polledAt: Date
  /** Why the last poll failed. */
  fault: RemoteFault | null
  /** Null: the last poll had no answer. */
  answerMs: number | null
}

/** The state that is believed, and the one that is not believed yet. */
export interface Standing {
  state: ServerState
  stateSince: Date
  evidence: string[]
  doubtedState: ServerState | null
  /** For how many polls in a row. */
  doubtedPolls: number
}

export interface KeptReadings {
  /** When its dumps were last read. */
  readAt: Date | null
  schedule: string | null
  /** The longest that the schedule lets pass between two runs. */
  intervalMs: number | null
  nextRunAt: Date | null
  utcOffsetMinutes: number | null
  isCluster: boolean
  /** How far its clock is ahead of ours. */
  clockSkewMs: number | null
  certificateEndsAt: Date | null
  probedAt: Date | null
  physicalBytes: number
  listedBytes: number
  dumpCount: number
  activeJobs: ActiveJob[]
  settings: KeptSettings | null
  warnings: string[]
  /** What the ledger was last examined for, and when. */
  ledgerMark: string | null
  ledgerAt: Date | null
}
