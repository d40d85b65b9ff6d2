import type { Pool } from 'pg'
import { LeaseLost } from '../../core/monitor/lease-lost.ts'
import type { Transaction } from './transaction.ts'

export type TaskStore = ReturnType<typeof taskStore>

/** Something due that this instance alone may do, until its lease ends. */
export interface Claim {
  name: string
  serverId: string | null
  /** Who holds the lease: an instance of the panel. */
  holder: string
  /** How many times in a row it failed. */
  misses: number
  /** How long after its time it was claimed. */
  lateMs: number
  /** When it was due, as Postgres writes it. Another time by its end: it is wanted again. */
  dueAt: string
}

/** Longer than the beats that renew it are apart; shorter than people wait for a dead instance. */
const leaseSeconds = 30

/** When a task falls due again. */
export interface Next {
  dueInMs: number
  misses: number
}

interface Wanted {
  kind: string
  limit: number
  /** Names that the holder is still at work on. Another one that it holds was left behind by a failure. */
  except: string[]
}

/** What is to be done again and again, shared by all instances. Time is told by Postgres alone. */
export function taskStore(pool: Pool) {
  return {
    /** Takes what has been due for longest. Two instances never get the same. */
    async claim(holder: string, { kind, limit, except }: Wanted): Promise<Claim[]> {
      const values = [holder, leaseSeconds, kind, except, limit]
      return (await pool.query<Claim>(claimDue, values)).rows
    },

    /** Milliseconds until the next task falls due. Null: there is none. */
    async nextDueMs(kind: string): Promise<number | null> {
      const { rows } = await pool.query<{ ms: number | null }>(untilDue, [kind])
      return rows[0]?.ms ?? null
    },

    /** Every server has a poll task. The first polls of a fleet are spread out; a single one is due at once. */
    async ensurePolls(): Promise<void> {
      await pool.query(missingPolls)
    },

    async ensure(name: string, kind: string): Promise<void> {
      await pool.query(
        'insert into tasks (name, kind, due_at) values ($1, $2, now()) on conflict do nothing',
        [name, kind],
      )
    },

    /** Ends a lease with nothing else to keep. @throws LeaseLost */
    finish: (claim: Claim, next: Next): Promise<void> => finish(pool, claim, next),

    /** Makes a server's poll due at once. One that is under way may have come too early: another follows it. */
    async hurry(serverId: string): Promise<void> {
      await pool.query(dueAgain, [serverId])
    },
  }
}

/**
 * To be called within the transaction that keeps the outcome, before anything else is written: then
 * nothing is kept that somebody else has done again meanwhile. @throws LeaseLost
 */
export async function finish(
  transaction: Transaction,
  { name, holder, dueAt }: Claim,
  { dueInMs, misses }: Next,
): Promise<void> {
  const { rowCount } = await transaction.query(endLease, [name, holder, dueAt, dueInMs, misses])
  if (rowCount !== 1) throw new LeaseLost(`The lease on ${name} was lost`)
}

/** As long as its holder is alive and at work on it, a lease does not end. */
export async function renewLeases(
  transaction: Transaction,
  holder: string,
  names: string[],
): Promise<void> {
  await transaction.query(renew, [holder, leaseSeconds, names])
}

/**
 * After its server was changed: due at once, and with nothing doubted of the former one. A poll that
 * is under way has lost its lease by it.
 */
export async function watchAfresh(pool: Pool, serverId: string): Promise<void> {
  await pool.query(dueNow, [serverId])
  await pool.query(doubtNothing, [serverId])
}

const claimDue = `
  with due as (
    select name from tasks
    where kind = $3 and due_at <= now() and name <> all($4::text[])
      and (leased_until is null or leased_until < now() or leased_by = $1)
    order by due_at limit $5 for update skip locked)
  update tasks t set leased_by = $1, leased_until = now() + make_interval(secs => $2)
  from due where t.name = due.name
  returning t.name, t.server_id as "serverId", t.leased_by as holder, t.misses, t.due_at::text as "dueAt",
    (extract(epoch from now() - t.due_at) * 1000)::float8 as "lateMs"`

const untilDue = `
  select (extract(epoch from min(greatest(due_at, leased_until)) - now()) * 1000)::float8 as ms
  from tasks where kind = $1`

const missingPolls = `
  insert into tasks (name, kind, server_id, due_at)
  select 'poll:' || id, 'poll', id,
    now() + (row_number() over (order by id) - 1) * interval '60 milliseconds'
  from servers where not exists (select from tasks where server_id = servers.id and kind = 'poll')
  on conflict do nothing`

const endLease = `
  update tasks set misses = $5, leased_by = null, leased_until = null,
    due_at = case when due_at = $3::timestamptz
      then now() + make_interval(secs => $4::float8 / 1000) else due_at end
  where name = $1 and leased_by = $2`

const renew = `
  update tasks set leased_until = now() + make_interval(secs => $2)
  where leased_by = $1 and name = any($3::text[])`

const dueAgain = `
  update tasks set misses = 0,
    due_at = case when leased_by is null then least(due_at, now()) else now() end
  where server_id = $1 and kind = 'poll'`

const dueNow = `
  update tasks set due_at = least(due_at, now()), misses = 0, leased_by = null, leased_until = null
  where server_id = $1 and kind = 'poll'`

const doubtNothing = `
  update snapshots set probed_at = null, ledger_mark = null, doubted_state = null, doubted_polls = 0
  where server_id = $1`
