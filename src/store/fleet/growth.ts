import type { Growth } from '../../core/fleet/fleet-facts.ts'
import type { Database } from '../db.ts'

/** By server, for those named: what dumps that came and went since then add up to. */
export async function growthSince(
  { pool }: Pick<Database, 'pool'>,
  serverIds: string[],
  since: Date,
): Promise<Map<string, Growth>> {
  const { rows } = await pool.query<Growth & { id: string }>(growth, [serverIds, since])
  return new Map(rows.map(({ id, ...grown }) => [id, grown]))
}

/** Before a server was known here nobody saw what was deleted, so the span begins no earlier. */
const growth = `
  select s.id, span.since,
    coalesce((select sum(size_bytes) from dumps d where d.server_id = s.id
      and d.finished_at > span.since and d.vanished_at is null), 0)::float8
    - coalesce((select sum(size_bytes) from dumps d where d.server_id = s.id
      and d.vanished_at > span.since and d.finished_at <= span.since), 0)::float8 as bytes
  from servers s, lateral (select greatest($2::timestamptz, s.created_at) as since) span
  where s.id = any($1)`
