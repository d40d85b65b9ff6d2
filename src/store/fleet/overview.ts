import type { Growth, RecentRuns } from '../../core/fleet/fleet-facts.ts'
import type { FleetFindings, FleetRecord } from '../../core/fleet/fleet-server.ts'
import { type DayTally, stripDays } from '../../core/fleet/ledger-days.ts'
import { groupBy } from '../../core/group-by.ts'
import { briefly } from '../briefly.ts'
import type { Database } from '../db.ts'
import { growthSince } from './growth.ts'
import { clock, dayAt } from './server-clock.ts'

const dayMs = 24 * 60 * 60 * 1000

export type OverviewStore = ReturnType<typeof overviewStore>

/** The fleet from local tables alone, each list by one query: nothing is asked of any server. */
export function overviewStore({ pool }: Pick<Database, 'pool'>) {
  async function tallies(serverIds: string[], since: Date): Promise<Map<string, DayTally[]>> {
    const { rows } = await pool.query<DayTally & { id: string }>(days, [serverIds, since])
    return groupBy(rows, ({ id }) => id)
  }

  const strip = briefly(async (serverId): Promise<DayTally[]> => {
    const since = new Date(Date.now() - (stripDays + 1) * dayMs)
    return (await tallies([serverId], since)).get(serverId) ?? []
  })

  return {
    async records(): Promise<FleetRecord[]> {
      const { rows } = await pool.query<FleetRow>(records)
      return rows.map(toRecord)
    },

    /** By server, for those named: how many runs of each day, by its own clock, came to what. */
    days: tallies,

    /** The same of one server, for a strip of days. Its pages all ask, so it is remembered for a second. */
    daysOf: (serverId: string): Promise<DayTally[]> => strip.find(serverId),

    /** By server, for those named: what dumps that came and went since then add up to. */
    growth: (serverIds: string[], since: Date): Promise<Map<string, Growth>> =>
      growthSince({ pool }, serverIds, since),

    async runsSince(since: Date): Promise<RecentRuns> {
      const { rows } = await pool.query<RecentRuns>(recentRuns, [since])
      return rows[0] ?? { verified: 0, troubled: 0, missed: 0, uncertain: 0 }
    },
  }
}

interface FleetRow extends Omit<FleetRecord, 'found' | 'databases'>, Omit<FleetFindings, 'state'> {
  /** Null: never polled, and then all findings are. */
  state: FleetFindings['state'] | null
  safe: number
  late: number
  failing: number
  unknown: number
}

function toRecord(row: FleetRow): FleetRecord {
  const { id, name, tags, isEnabled, pollIntervalMs, oldestGoodAt, newestGoodAt, state } = row
  const { since, evidence, polledAt, readAt, nextRunAt, activeJobs, physicalBytes } = row
  const { utcOffsetMinutes, safe, late, failing, unknown } = row
  const times = { since, polledAt, readAt, nextRunAt, utcOffsetMinutes }
  return {
    ...{ id, name, tags, isEnabled, pollIntervalMs, oldestGoodAt, newestGoodAt },
    found: state && { state, evidence, ...times, activeJobs, physicalBytes },
    databases: { safe, late, failing, unknown },
  }
}

const records = `
  select s.id, s.name, s.tags, s.is_enabled as "isEnabled", s.poll_interval_ms as "pollIntervalMs",
    p.state, p.state_since as since, p.evidence[1:1] as evidence, p.polled_at as "polledAt",
    p.read_at as "readAt", p.next_run_at as "nextRunAt", p.utc_offset_minutes as "utcOffsetMinutes",
    case jsonb_typeof(p.active_jobs) when 'array' then jsonb_array_length(p.active_jobs) else 0 end
      as "activeJobs",
    p.physical_bytes::float8 as "physicalBytes",
    coalesce(d.safe, 0) as safe, coalesce(d.late, 0) as late, coalesce(d.failing, 0) as failing,
    coalesce(d.unknown, 0) as unknown, d.oldest as "oldestGoodAt", d.newest as "newestGoodAt"
  from servers s
  left join snapshots p on p.server_id = s.id
  left join (
    select server_id,
      count(*) filter (where state = 'safe')::int as safe,
      count(*) filter (where state = 'late')::int as late,
      count(*) filter (where state = 'failing')::int as failing,
      count(*) filter (where state = 'unknown')::int as unknown,
      case when count(*) = count(last_good_at) then min(last_good_at) end as oldest,
      max(last_good_at) as newest
    from databases where state <> 'gone' group by server_id
  ) d on d.server_id = s.id`

/** Where a run stands by its server's own clock: the night that it belongs to, whatever the zone. */
const days = `
  select r.server_id as id, r.punctuality, r.verdict, count(*)::int as runs,
    ${dayAt('r.at', clock)} as day
  from runs r left join snapshots p on p.server_id = r.server_id
  where r.server_id = any($1) and r.at >= $2
  group by 1, 2, 3, 5`

const recentRuns = `
  select count(*) filter (where verdict = 'verified')::int as verified,
    count(*) filter (where verdict in ('failed', 'partial', 'delivery-failed'))::int as troubled,
    count(*) filter (where punctuality = 'missed')::int as missed,
    count(*) filter (where verdict in ('unproven', 'skipped', 'lost'))::int as uncertain
  from runs where at >= $1`
