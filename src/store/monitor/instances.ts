import type { Pool } from 'pg'
import { renewLeases } from './tasks.ts'
import { inTransaction } from './transaction.ts'

export type InstanceStore = ReturnType<typeof instanceStore>

/** The processes that watch. */
export function instanceStore(pool: Pool) {
  return {
    /** Says that an instance lives, and that it is still at work on these tasks. */
    beat: (id: string, names: string[]): Promise<void> =>
      inTransaction(pool, async (transaction) => {
        await transaction.query(beat, [id])
        await renewLeases(transaction, id, names)
      }),

    /** It has stopped by its own will, and whatever it left half done is free at once. */
    async leave(id: string): Promise<void> {
      await inTransaction(pool, async (transaction) => {
        await transaction.query('delete from instances where id = $1', [id])
        await transaction.query(free, [id])
      })
    },

    /** Of those that ended without a word. */
    async forgetDead(): Promise<void> {
      await pool.query("delete from instances where beat_at < now() - interval '1 day'")
    },
  }
}

const beat = `
  insert into instances (id, started_at, beat_at) values ($1, now(), now())
  on conflict (id) do update set beat_at = now()`

const free = 'update tasks set leased_by = null, leased_until = null where leased_by = $1'
