import { serverDay } from '../../core/dumps/server-day.ts'
import type { HealthSpan } from '../../core/fleet/health-span.ts'
import type { LastKnownServer } from '../../core/fleet/last-known.ts'
import { type LedgerDay, ledgerDays, stripDays } from '../../core/fleet/ledger-days.ts'
import type { RunPage, RunQuery } from '../../core/fleet/run-query.ts'
import type { ServerEvent } from '../../core/monitor/event.ts'
import type { EventQuery, HistoryStore } from '../../store/fleet/history.ts'
import type { LastKnownStore } from '../../store/fleet/last-known.ts'
import type { OverviewStore } from '../../store/fleet/overview.ts'
import type { RunListStore } from '../../store/fleet/runs.ts'

export type Chronicle = ReturnType<typeof chronicleService>

const dayMs = 24 * 60 * 60 * 1000
export const healthDays = 90
export const healthHours = 48

interface Stores {
  runLists: RunListStore
  history: HistoryStore
  lastKnown: LastKnownStore
  overview: Pick<OverviewStore, 'daysOf'>
}

/** What happened, as the monitor has written it down. Contacts no backup server. */
export function chronicleService(stores: Stores) {
  const { runLists, history, lastKnown, overview } = stores
  /** The last thirty, by the server's own clock, as the ledger has them. */
  async function days(serverId: string, offsetMinutes: number, now: Date): Promise<LedgerDay[]> {
    const tallies = await overview.daysOf(serverId)
    return ledgerDays(tallies, serverDay(now, offsetMinutes), stripDays)
  }

  return {
    days,
    runs: (query: RunQuery): Promise<RunPage> => runLists.page(query),
    databases: (serverId: string): Promise<string[]> => runLists.databases(serverId),
    events: (query: EventQuery): Promise<ServerEvent[]> => history.events(query),

    /** For a server that cannot be read now. Null: it never could. */
    async lastKnown(serverId: string, now: Date): Promise<LastKnownServer | null> {
      const known = await lastKnown.find(serverId)
      if (known === null) return null
      return { ...known, days: await days(serverId, known.utcOffsetMinutes ?? 0, now) }
    },

    /** Both by UTC, oldest first. */
    async health(
      serverId: string,
      now: Date,
    ): Promise<{ days: HealthSpan[]; hours: HealthSpan[] }> {
      const daysAgo = new Date(now.getTime() - healthDays * dayMs)
      const hoursAgo = new Date(now.getTime() - (healthHours / 24) * dayMs)
      const [days, hours] = await Promise.all([
        history.health(serverId, 'day', daysAgo),
        history.health(serverId, 'hour', hoursAgo),
      ])
      return { days, hours }
    },
  }
}
