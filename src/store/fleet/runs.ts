import type { ListedRun, RunPage, RunQuery } from '../../core/fleet/run-query.ts'
import type { Database } from '../db.ts'
import { keyOf, storable } from '../text.ts'
import { clock, dayAt } from './server-clock.ts'

export type RunListStore = ReturnType<typeof runListStore>

/** The ledger as lists read it: never a log, and only one page. */
export function runListStore({ pool }: Pick<Database, 'pool'>) {
  return {
    async page(query: RunQuery): Promise<RunPage> {
      const { where, values } = whereOf(query)
      const order = query.day === null ? 'r.at desc' : `${trouble}, r.at`
      const limits = `limit ${query.perPage} offset ${(query.page - 1) * query.perPage}`
      const [list, counted] = await Promise.all([
        pool.query<ListedRun>(`${read} ${where} order by ${order}, r.id ${limits}`, values),
        pool.query<{ total: number }>(`${counting} ${where}`, values),
      ])
      return { runs: list.rows, total: counted.rows[0]?.total ?? 0 }
    },

    /** Names that runs of a server may be narrowed to. */
    async databases(serverId: string): Promise<string[]> {
      const { rows } = await pool.query<{ name: string }>(
        'select name from databases where server_id = $1 order by name',
        [storable(serverId)],
      )
      return rows.map(({ name }) => name)
    },
  }
}

const columns = `r.id, r.server_id as "serverId", s.name as server, r.origin, r.punctuality,
  r.expected_wall as "expectedWall", r.expected_at as "expectedAt", r.started_at as "startedAt",
  r.ended_at as "endedAt", r.at, r.job_id as "jobId", r.started_by as "startedBy", r.verdict,
  r.evidence, r.databases, r.size_bytes::float8 as "sizeBytes"`

const tables = `from runs r join servers s on s.id = r.server_id
  left join snapshots p on p.server_id = r.server_id`

const read = `select ${columns} ${tables}`
const counting = `select count(*)::int as total ${tables}`

/** What went wrong first, then what is not certain, then what is well. */
const trouble = `case when r.verdict in ('failed', 'partial', 'delivery-failed') or r.punctuality = 'missed' then 0
  when r.verdict = 'verified' and r.punctuality <> 'late' then 2 else 1 end`

/** By the clock of the server: within so many hours of that day by UTC, and on it by its offset. */
const onDay = (n: number) => `r.at >= to_timestamp($${n}::float8 * 86400) - interval '15 hours'
  and r.at < to_timestamp($${n}::float8 * 86400) + interval '39 hours'
  and ${dayAt('r.at', clock)} = $${n}`

function whereOf(query: RunQuery): { where: string; values: unknown[] } {
  const { serverId, tag, text, day, verdict, punctuality, database } = query
  const named = JSON.stringify([{ name: storable(database) }])
  const parts: [isWanted: boolean, value: unknown, condition: (n: number) => string][] = [
    [serverId !== '', storable(serverId), (n) => `r.server_id = $${n}`],
    [tag !== '', storable(tag), (n) => `$${n} = any(s.tags)`],
    [text !== '', keyOf(text), (n) => `position($${n} in s.name_key) > 0`],
    [day !== null, day, onDay],
    [verdict !== '', verdict, (n) => `r.verdict = $${n}`],
    [punctuality !== '', punctuality, (n) => `r.punctuality = $${n}`],
    [database !== '', named, (n) => `r.databases @> $${n}::jsonb`],
  ]
  const wanted = parts.filter(([isWanted]) => isWanted)
  const conditions = wanted.map(([, , condition], index) => condition(index + 1))
  return {
    where: conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`,
    values: wanted.map(([, value]) => value),
  }
}
