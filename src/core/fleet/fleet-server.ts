import type { DatabaseState } from '../ledger/database.ts'
import { isLatelyRead, presentState } from '../monitor/staleness.ts'
import type { ServerState } from '../verdicts/verdict.ts'
import { span } from '../wording.ts'

/** What the polls of one server found, whenever that was. */
export interface FleetFindings {
  state: ServerState
  since: Date
  evidence: string[]
  polledAt: Date
  /** When its dumps were last read. */
  readAt: Date | null
  nextRunAt: Date | null
  utcOffsetMinutes: number | null
  activeJobs: number
  physicalBytes: number
}

/** One server as the panel's own tables know it. */
export interface FleetRecord {
  id: string
  name: string
  tags: string[]
  isEnabled: boolean
  pollIntervalMs: number
  /** Null: it was never polled. */
  found: FleetFindings | null
  databases: DatabaseTally
  /** Of the database whose last good dump is the oldest. Null: one has none, or there is none. */
  oldestGoodAt: Date | null
  newestGoodAt: Date | null
}

/** How many databases are how safe. Those that nobody dumps any more do not count. */
export type DatabaseTally = Record<Exclude<DatabaseState, 'gone'>, number>

/** One server as it may be shown: nothing old is told as if it were so now. */
export interface FleetServer extends FleetRecord {
  state: ServerState
  /** Why, in a sentence. Empty when all is well. */
  reason: string
  /** Null: nobody knows. */
  since: Date | null
  /** As far as is known at present. */
  activeJobs: number
}

export const noDatabases: DatabaseTally = { safe: 0, late: 0, failing: 0, unknown: 0 }

export function fleetServer(record: FleetRecord, now: Date): FleetServer {
  return { ...record, ...presentVerdict(record, now), ...presentReadings(record, now) }
}

type Verdict = Pick<FleetServer, 'state' | 'reason' | 'since'>
type Readings = Pick<FleetServer, 'databases' | 'activeJobs'>

function presentVerdict({ isEnabled, found, pollIntervalMs }: FleetRecord, now: Date): Verdict {
  if (!isEnabled)
    return { state: 'paused', reason: 'Not contacted while it is paused', since: null }
  if (!found) return { state: 'unknown', reason: 'Not measured yet', since: null }
  const state = presentState(found, pollIntervalMs, now)
  if (state !== found.state) return { state, reason: unwatched(found, now), since: found.polledAt }
  return { state, reason: state === 'ok' ? '' : (found.evidence[0] ?? ''), since: found.since }
}

function unwatched({ polledAt }: FleetFindings, now: Date): string {
  return `Not looked at for ${span(now.getTime() - polledAt.getTime())}`
}

/** What a server was like when it could last be read says little of it once that is long ago. */
function presentReadings(record: FleetRecord, now: Date): Readings {
  const { databases, isEnabled, found, pollIntervalMs } = record
  if (!isEnabled) return { databases: noDatabases, activeJobs: 0 }
  if (!found || !isLatelyRead(found.readAt, pollIntervalMs, now)) {
    return { databases: { ...noDatabases, unknown: total(databases) }, activeJobs: 0 }
  }
  return { databases, activeJobs: found.activeJobs }
}

export function total({ safe, late, failing, unknown }: DatabaseTally): number {
  return safe + late + failing + unknown
}
