import type { DatabaseState } from '../ledger/database.ts'
import type { Punctuality } from '../ledger/run.ts'
import type { RunVerdict, ServerState } from '../verdicts/verdict.ts'

/** How the whole fleet stands, from what the monitor has kept. */
export interface FleetFacts {
  servers: ServerFacts[]
  databases: DatabaseFacts[]
  runs: RunCount[]
  /** When any instance's monitor was last alive. Null: none ever was. */
  beatAt: Date | null
}

export interface ServerFacts {
  id: string
  name: string
  tags: string[]
  isEnabled: boolean
  pollIntervalMs: number
  /** Null: never polled. */
  state: ServerState | null
  polledAt: Date | null
  /** When its dumps were last read. */
  readAt: Date | null
  physicalBytes: number
  /** Nothing came of the last run that the schedule asked for. */
  isLastRunMissed: boolean
}

export interface DatabaseFacts {
  serverId: string
  name: string
  state: DatabaseState
  isExpected: boolean
  lastGoodAt: Date | null
}

/** How many runs of the time looked at were so punctual and ended so. */
export interface RunCount {
  punctuality: Punctuality
  verdict: RunVerdict | null
  runs: number
}
