import type {
  DatabaseFacts,
  FleetFacts,
  RunCount,
  ServerFacts,
} from '../../core/alerts/fleet-facts.ts'
import type { Database } from '../db.ts'
import { growthSince } from '../fleet/growth.ts'

export type FleetFactStore = ReturnType<typeof fleetFactStore>

/** How the whole fleet stands, from local tables only. */
export function fleetFactStore({ pool }: Pick<Database, 'pool'>) {
  return {
    /**
     * By server: how many bytes more are stored than then. None of a server that was not known then, or
     * was not read since.
     */
    async grownBytes(since: Date): Promise<Map<string, number>> {
      const { rows } = await pool.query<{ id: string }>(readSince, [since])
      const ids = rows.map(({ id }) => id)
      const growth = await growthSince({ pool }, ids, since)
      return new Map([...growth].map(([id, { bytes }]) => [id, bytes]))
    },

    async read(runsSince: Date): Promise<FleetFacts> {
      const [servers, databases, runs, beat] = await Promise.all([
        pool.query<ServerFacts>(serverFacts),
        pool.query<DatabaseFacts>(databaseFacts),
        pool.query<RunCount>(runCounts, [runsSince]),
        pool.query<{ beatAt: Date | null }>('select max(beat_at) as "beatAt" from instances'),
      ])
      return {
        servers: servers.rows,
        databases: databases.rows,
        runs: runs.rows,
        beatAt: beat.rows[0]?.beatAt ?? null,
      }
    },
  }
}

const readSince = `
  select s.id from servers s join snapshots p on p.server_id = s.id
  where s.created_at <= $1 and p.read_at > $1`

// Bytes as float8: exact up to 2^53, and a number to JavaScript, which bigint is not.
const serverFacts = `
  select s.id, s.name, s.tags, s.is_enabled as "isEnabled",
    s.poll_interval_ms as "pollIntervalMs", p.state, p.polled_at as "polledAt",
    p.read_at as "readAt", coalesce(p.physical_bytes, 0)::float8 as "physicalBytes",
    coalesce(l.punctuality = 'missed', false) as "isLastRunMissed"
  from servers s left join snapshots p on p.server_id = s.id
  left join lateral (
    select r.punctuality from runs r
    where r.server_id = s.id and r.punctuality in ('on-time', 'late', 'missed')
    order by r.at desc limit 1) l on true
  order by s.name_key`

const databaseFacts = `
  select d.server_id as "serverId", d.name, d.state, d.is_expected as "isExpected",
    d.last_good_at as "lastGoodAt"
  from databases d join servers s on s.id = d.server_id
  order by s.name_key, d.name`

const runCounts = `
  select punctuality, verdict, count(*)::int as runs from runs
  where at >= $1 and punctuality <> 'due' group by punctuality, verdict`
