import type { ServerDay } from '../dumps/server-day.ts'
import type { LedgerRun, Punctuality } from '../ledger/run.ts'
import type { RunVerdict } from '../verdicts/verdict.ts'

/** Which runs of the ledger are asked for. Empty parts ask for nothing. */
export interface RunQuery {
  serverId: string
  tag: string
  /** To find in the names of servers. */
  text: string
  /** By the clock of each run's own server. Null: any day. */
  day: ServerDay | null
  verdict: RunVerdict | ''
  punctuality: Punctuality | ''
  database: string
  page: number
  perPage: number
}

export interface ListedRun extends LedgerRun {
  serverId: string
  server: string
}

export interface RunPage {
  /** Newest first; those of one day with what went wrong first. */
  runs: ListedRun[]
  /** How many match, on all pages. */
  total: number
}
