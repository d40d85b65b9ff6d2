import { serverDay } from '../../core/dumps/server-day.ts'
import { type FleetCounts, fleetCounts } from '../../core/fleet/fleet-counts.ts'
import type { Growth, RecentRuns } from '../../core/fleet/fleet-facts.ts'
import { type FleetQuery, selectFleet, worstFirst } from '../../core/fleet/fleet-selection.ts'
import { type FleetServer, fleetServer } from '../../core/fleet/fleet-server.ts'
import { type LedgerDay, ledgerDays, stripDays } from '../../core/fleet/ledger-days.ts'
import { type Watch, watchOf } from '../../core/fleet/watch.ts'
import type { FigureStore } from '../../store/fleet/figures.ts'
import type { OverviewStore } from '../../store/fleet/overview.ts'

export type Overview = ReturnType<typeof overviewService>

/** The fleet as a whole, whatever part of it is listed. */
export interface FleetSummary {
  counts: FleetCounts
  watch: Watch
  /** Of the last day. */
  recent: RecentRuns
}

/** A server of the list, with what is worth reading only for those that are shown. */
export interface OverviewServer extends FleetServer {
  /** Oldest first. */
  days: LedgerDay[]
  growth: Growth | null
}

export interface OverviewPage extends FleetSummary {
  servers: OverviewServer[]
  /** How many match, on all pages. */
  total: number
  page: number
  tags: string[]
}

const dayMs = 24 * 60 * 60 * 1000

/** The overview, from what the monitor has written down. Contacts no backup server. */
export function overviewService(stores: {
  overview: OverviewStore
  figures: Pick<FigureStore, 'beatAt'>
}) {
  const { overview, figures } = stores

  async function fleet(now: Date): Promise<FleetSummary & { servers: FleetServer[] }> {
    const [records, beatAt, recent] = await Promise.all([
      overview.records(),
      figures.beatAt(),
      overview.runsSince(daysAgo(now, 1)),
    ])
    const servers = records.map((record) => fleetServer(record, now))
    const counts = fleetCounts(servers, now)
    return { servers, counts, watch: watchOf({ beatAt, polledAt: counts.polledAt }, now), recent }
  }

  async function detailed(servers: FleetServer[], now: Date): Promise<OverviewServer[]> {
    const ids = servers.map(({ id }) => id)
    const [days, growth] = await Promise.all([
      overview.days(ids, daysAgo(now, stripDays + 1)),
      overview.growth(ids, daysAgo(now, stripDays)),
    ])
    return servers.map((server) => ({
      ...server,
      days: ledgerDays(days.get(server.id) ?? [], todayOf(server, now), stripDays),
      growth: growth.get(server.id) ?? null,
    }))
  }

  return {
    async page(query: FleetQuery, now: Date): Promise<OverviewPage> {
      const { servers, ...summary } = await fleet(now)
      const selection = selectFleet(servers, query)
      return { ...summary, ...selection, servers: await detailed(selection.servers, now) }
    },

    /** All servers, the worst first, for a screen on a wall. */
    async board(now: Date): Promise<FleetSummary & { servers: FleetServer[] }> {
      const { servers, ...summary } = await fleet(now)
      return { ...summary, servers: worstFirst(servers) }
    },
  }
}

function daysAgo(now: Date, days: number): Date {
  return new Date(now.getTime() - days * dayMs)
}

function todayOf({ found }: FleetServer, now: Date): number {
  return serverDay(now, found?.utcOffsetMinutes ?? 0)
}
