import type { Pool } from 'pg'
import { mergeHours } from './rollups.ts'

export type PruneStore = ReturnType<typeof pruneStore>

/** So long each hour is told apart; older ones are kept as days. */
const hourDays = 14

/** At a time, so that no statement runs into its limit. */
const batch = 5_000

/** Deletes what is older than it is to be kept. */
export function pruneStore(pool: Pool) {
  return {
    async prune(historyDays: number): Promise<void> {
      await mergeHours(pool, Math.min(hourDays, historyDays))
      for (const [table, condition] of outdated) {
        const values = [historyDays, batch]
        while ((await pool.query(deleteSome(table, condition), values)).rowCount === batch);
      }
    },
  }
}

const limit = 'now() - make_interval(days => $1)'

/** The ledger tells from its events what is still wrong, and so when it ends. */
const isOver = `not exists (
  select from incidents i
  where i.server_id = events.server_id and i.subject = events.subject and i.closed_at is null)`

/** A run that is still open is no history yet; a dump that is still there neither. */
const outdated: [table: string, condition: string][] = [
  ['events', `at < ${limit} and ${isOver}`],
  ['runs', `at < ${limit} and punctuality <> 'due'`],
  ['dumps', `vanished_at < ${limit}`],
  ['health_rollups', `starts_at < ${limit}`],
  ['operations', `ended_at < ${limit}`],
  ['incidents', `closed_at < ${limit}`],
  ['outbox', `created_at < ${limit} and coalesce(sent_at, given_up_at) is not null`],
]

function deleteSome(table: string, condition: string): string {
  return `delete from ${table} where ctid in (select ctid from ${table} where ${condition} limit $2)`
}
