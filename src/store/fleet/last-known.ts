import type { KnownDatabase, LastKnown } from '../../core/fleet/last-known.ts'
import type { Database } from '../db.ts'
import { storable } from '../text.ts'

export type LastKnownStore = ReturnType<typeof lastKnownStore>

/** What the last good reading of a server brought. */
export function lastKnownStore({ pool }: Pick<Database, 'pool'>) {
  return {
    /** Null: its dumps have never been read. */
    async find(serverId: string): Promise<LastKnown | null> {
      const values = [storable(serverId)]
      const [snapshot, databases] = await Promise.all([
        pool.query<Omit<LastKnown, 'databases'>>(readings, values),
        pool.query<KnownDatabase>(known, values),
      ])
      const [found] = snapshot.rows
      return found ? { ...found, databases: databases.rows } : null
    },
  }
}

const readings = `
  select read_at as "readAt", next_run_at as "nextRunAt", utc_offset_minutes as "utcOffsetMinutes"
  from snapshots where server_id = $1 and read_at is not null`

const known = `
  select name, last_good_at as "lastGoodAt", last_bytes::float8 as "lastBytes"
  from databases where server_id = $1 and state <> 'gone' order by name`
