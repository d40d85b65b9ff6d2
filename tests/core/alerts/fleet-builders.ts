import type {
  DatabaseFacts,
  FleetFacts,
  ServerFacts,
} from '../../../src/core/alerts/fleet-facts.ts'

export const now = new Date('2026-11-21T12:00:00Z')
export const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000)

export function aServer(changes: Partial<ServerFacts> = {}): ServerFacts {
  return {
    ...{ id: 's1', name: 'Shop', tags: [], isEnabled: true, pollIntervalMs: 60_000 },
    ...{ state: 'ok', polledAt: now, readAt: now },
    ...{ physicalBytes: 1_200_000_000, isLastRunMissed: false },
    ...changes,
  }
}

export function aDatabase(changes: Partial<DatabaseFacts> = {}): DatabaseFacts {
  return {
    ...{ serverId: 's1', name: 'orders', state: 'safe', isExpected: true },
    lastGoodAt: hoursAgo(5),
    ...changes,
  }
}

/** One server with one safe database, and a monitor that is at work. */
export function aFleet(changes: Partial<FleetFacts> = {}): FleetFacts {
  return { servers: [aServer()], databases: [aDatabase()], runs: [], beatAt: now, ...changes }
}
