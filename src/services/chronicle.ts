import type { HealthSpan } from '../core/fleet/health-span.ts'
import type { RunPage, RunQuery } from '../core/fleet/run-query.ts'
import type { ServerEvent } from '../core/monitor/event.ts'
import type { EventQuery, HistoryStore } from '../store/fleet/history.ts'
import type { RunListStore } from '../store/fleet/runs.ts'

export type Chronicle = ReturnType<typeof chronicleService>

const dayMs = 24 * 60 * 60 * 1000
export const healthDays = 90
export const healthHours = 48

/** What happened, as the monitor has written it down. Contacts no backup server. */
export function chronicleService(stores: { runLists: RunListStore; history: HistoryStore }) {
  const { runLists, history } = stores
  return {
    runs: (query: RunQuery): Promise<RunPage> => runLists.page(query),
    databases: (serverId: string): Promise<string[]> => runLists.databases(serverId),
    events: (query: EventQuery): Promise<ServerEvent[]> => history.events(query),

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
