import type { HealthSpan } from '../../core/fleet/health-span.ts'
import type { EventKind, ServerEvent, Severity } from '../../core/monitor/event.ts'
import type { Database } from '../db.ts'
import { storable } from '../text.ts'

export type HistoryStore = ReturnType<typeof historyStore>

export interface EventQuery {
  serverId: string
  kind: EventKind | ''
  severity: Severity | ''
  /** Only those older than the event with this id. */
  before: string
  limit: number
}

/** What changed on a server, and how its polls went. */
export function historyStore({ pool }: Pick<Database, 'pool'>) {
  return {
    /** Newest first. */
    async events({ serverId, kind, severity, before, limit }: EventQuery): Promise<ServerEvent[]> {
      const values = [storable(serverId), kind, severity, before, limit]
      const { rows } = await pool.query<ServerEvent>(events, values)
      return rows
    },

    /** Oldest first; hours without a poll are left out. Days are made of hours where there are any. */
    async health(serverId: string, span: 'hour' | 'day', since: Date): Promise<HealthSpan[]> {
      const { rows } = await pool.query<HealthSpan>(health, [storable(serverId), span, since])
      return rows
    },
  }
}

const events = `
  select id, server_id as "serverId", at, kind, severity, subject, title, evidence,
    from_state as "from", to_state as "to"
  from events
  where server_id = $1 and ($2 = '' or kind = $2) and ($3 = '' or severity = $3)
    and ($4 = '' or id < nullif($4, '')::bigint)
  order by id desc limit $5`

const health = `
  select date_trunc($2, starts_at, 'UTC') as "startsAt", sum(ok)::int as ok, sum(late)::int as late,
    sum(failing)::int as failing, sum(unreachable)::int as unreachable, sum(refused)::int as refused,
    sum(unknown)::int as unknown, sum(answered)::int as answered,
    sum(answer_ms_sum)::float8 as "answerMsSum", max(answer_ms_max) as "answerMsMax"
  from health_rollups
  where server_id = $1 and starts_at >= $3 and span in ('hour', $2)
  group by 1 order by 1`
