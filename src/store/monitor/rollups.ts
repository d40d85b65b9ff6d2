import type { Pool } from 'pg'
import type { ServerState } from '../../core/verdicts/verdict.ts'
import type { Transaction } from './transaction.ts'

/** What one poll adds to the history of its hour. */
export interface Polled {
  at: Date
  /** As found: a single failure counts here, though it is not believed yet. */
  found: Exclude<ServerState, 'paused'>
  /** Null: no answer. */
  answerMs: number | null
}

export async function countPoll(
  transaction: Transaction,
  serverId: string,
  { at, found, answerMs }: Polled,
): Promise<void> {
  const isAnswered = answerMs === null ? 0 : 1
  const values = states.map((state) => (state === found ? 1 : 0))
  await transaction.query(addToHour, [serverId, at, ...values, isAnswered, answerMs ?? 0])
}

/** Hours older than `keptDays` become days, by UTC. */
export async function mergeHours(pool: Pool, keptDays: number): Promise<void> {
  await pool.query(hoursIntoDays, [keptDays])
}

const states = ['ok', 'late', 'failing', 'unreachable', 'refused', 'unknown'] as const

const counted = [...states, 'answered', 'answer_ms_sum']

const addUp = [
  ...counted.map((column) => `${column} = health_rollups.${column} + excluded.${column}`),
  'answer_ms_max = greatest(health_rollups.answer_ms_max, excluded.answer_ms_max)',
].join(', ')

const columns = ['server_id', 'span', 'starts_at', ...counted, 'answer_ms_max'].join(', ')

const addToHour = `
  insert into health_rollups (${columns})
  values ($1, 'hour', date_trunc('hour', $2::timestamptz, 'UTC'), $3, $4, $5, $6, $7, $8, $9, $10::int, $10::int)
  on conflict (server_id, span, starts_at) do update set ${addUp}`

const dayOf = "date_trunc('day', starts_at, 'UTC')"

const hoursIntoDays = `
  with old as (
    delete from health_rollups
    where span = 'hour' and starts_at < date_trunc('day', now(), 'UTC') - make_interval(days => $1)
    returning *)
  insert into health_rollups (${columns})
  select server_id, 'day', ${dayOf}, ${counted.map((column) => `sum(${column})`).join(', ')},
    max(answer_ms_max)
  from old group by server_id, ${dayOf}
  on conflict (server_id, span, starts_at) do update set ${addUp}`
