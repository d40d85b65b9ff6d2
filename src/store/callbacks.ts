import type { Database } from './db.ts'
import { storable } from './text.ts'

export type CallbackStore = ReturnType<typeof callbackStore>

export interface KeptCallback {
  digest: string
  /** When the server last called. */
  calledAt: Date | null
}

/** A server that calls again and again is not polled more often than this. */
const leastPauseMs = 5_000

/** The addresses at which servers may call back, as digests of the secrets in them. */
export function callbackStore({ pool }: Pick<Database, 'pool'>) {
  return {
    async find(serverId: string): Promise<KeptCallback | null> {
      const { rows } = await pool.query<KeptCallback>(
        `select callback_digest as digest, called_back_at as "calledAt"
         from servers where id = $1 and callback_digest is not null`,
        [storable(serverId)],
      )
      return rows[0] ?? null
    },

    /** Null takes the address away. */
    async set(serverId: string, digest: string | null): Promise<void> {
      await pool.query(
        'update servers set callback_digest = $2, called_back_at = null where id = $1',
        [storable(serverId), digest],
      )
    },

    /** Notes the call and makes the next poll due. */
    async call(serverId: string): Promise<void> {
      await pool.query(
        `with called as (
           update servers set called_back_at = now() where id = $1 and is_enabled returning id
         )
         update tasks set due_at = greatest(now(), last.polled_at + $2 * interval '1 ms')
         from called left join snapshots last on last.server_id = called.id
         where tasks.server_id = called.id and tasks.kind = 'poll' and tasks.due_at > now()`,
        [storable(serverId), leastPauseMs],
      )
    },
  }
}
