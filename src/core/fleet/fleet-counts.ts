import type { ServerState } from '../verdicts/verdict.ts'
import { type DatabaseTally, type FleetServer, noDatabases } from './fleet-server.ts'

/** The whole fleet in a few numbers. */
export interface FleetCounts {
  servers: Record<ServerState, number>
  databases: DatabaseTally
  activeJobs: number
  physicalBytes: number
  /** The server that runs next. Null: nobody knows of any run. */
  next: { server: FleetServer; at: Date } | null
  /** When any server was last looked at. Null: none ever was. */
  polledAt: Date | null
}

export function fleetCounts(fleet: FleetServer[], now: Date): FleetCounts {
  const watched = fleet.filter(({ isEnabled }) => isEnabled)
  return {
    servers: serversByState(fleet),
    databases: watched.reduce((sum, { databases }) => add(sum, databases), noDatabases),
    activeJobs: sumOf(watched, ({ activeJobs }) => activeJobs),
    physicalBytes: sumOf(fleet, ({ found }) => found?.physicalBytes ?? 0),
    next: nextRun(watched, now),
    polledAt: newest(watched.flatMap(({ found }) => found?.polledAt ?? [])),
  }
}

function serversByState(fleet: FleetServer[]): FleetCounts['servers'] {
  const none = { ok: 0, late: 0, failing: 0, unreachable: 0, refused: 0, unknown: 0, paused: 0 }
  for (const { state } of fleet) none[state] += 1
  return none
}

function add(one: DatabaseTally, other: DatabaseTally): DatabaseTally {
  return {
    safe: one.safe + other.safe,
    late: one.late + other.late,
    failing: one.failing + other.failing,
    unknown: one.unknown + other.unknown,
  }
}

function sumOf(fleet: FleetServer[], amount: (server: FleetServer) => number): number {
  return fleet.reduce((sum, server) => sum + amount(server), 0)
}

function newest(times: Date[]): Date | null {
  return times.reduce<Date | null>((last, at) => (last && last >= at ? last : at), null)
}

function nextRun(fleet: FleetServer[], now: Date): FleetCounts['next'] {
  return fleet.reduce<FleetCounts['next']>((first, server) => {
    const at = server.found?.nextRunAt
    const isSooner = at && at > now && (first === null || at < first.at)
    return isSooner ? { server, at } : first
  }, null)
}
