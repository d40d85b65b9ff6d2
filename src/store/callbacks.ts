import type { Database } from './db.ts'
import { storable } from './text.ts'

export type CallbackStore = ReturnType<typeof callbackStore>

export interface KeptCallback {
  digest: string
  /** When the server last called. */
  calledAt: Date | null
}

/** A server that calls again and again causes no more polls than this allows. */
const leastPauseSeconds = 5

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

    /** Notes the call. False: the last one was only a moment ago, or the server is paused. */
    async note(serverId: string): Promise<boolean> {
      const { rowCount } = await pool.query(
        `update servers set called_back_at = now()
         where id = $1 and is_enabled
           and (called_back_at is null or called_back_at < now() - make_interval(secs => $2))`,
        [storable(serverId), leastPauseSeconds],
      )
      return rowCount === 1
    },
  }
}
