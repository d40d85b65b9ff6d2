import type { FleetFindings, FleetRecord } from '../../../src/core/fleet/fleet-server.ts'

export const noon = new Date('2026-11-20T12:00:00Z')

export function minutesAgo(minutes: number): Date {
  return new Date(noon.getTime() - minutes * 60_000)
}

export function aRecord(
  changes: Partial<Omit<FleetRecord, 'found'>> = {},
  findings: Partial<FleetFindings> | null = {},
): FleetRecord {
  return {
    id: 's1',
    name: 'Shop',
    tags: [],
    isEnabled: true,
    pollIntervalMs: 60_000,
    databases: { safe: 2, late: 0, failing: 0, unknown: 0 },
    oldestGoodAt: minutesAgo(600),
    newestGoodAt: minutesAgo(600),
    ...changes,
    found: findings && {
      state: 'ok',
      since: minutesAgo(3000),
      evidence: ['Every database has a dump'],
      polledAt: minutesAgo(1),
      readAt: minutesAgo(1),
      nextRunAt: null,
      utcOffsetMinutes: 60,
      activeJobs: 0,
      physicalBytes: 1000,
      ...findings,
    },
  }
}
