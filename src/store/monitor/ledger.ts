import type { Pool } from 'pg'
import type { Dump } from '../../core/dumps/backup.ts'
import type { TrackedDatabase } from '../../core/ledger/database.ts'
import { identities, type KeptDump } from '../../core/ledger/kept-dump.ts'
import type { LedgerChanges, LedgerMemory } from '../../core/ledger/ledger.ts'
import type { LedgerRun } from '../../core/ledger/run.ts'
import type { NewEvent } from '../../core/monitor/event.ts'
import { databaseTable, dumpTable, runTable } from './ledger-tables.ts'
import { replaceOrInsert, selected, upsert } from './rows.ts'
import type { Transaction } from './transaction.ts'

/** As much of what is remembered of a server as a look that found these dumps can be about. */
export async function loadLedger(
  transaction: Transaction | Pool,
  serverId: string,
  dumps: Dump[] | null,
): Promise<LedgerMemory> {
  const listed = identities(dumps ?? [])
  const kept = await transaction.query<KeptDump>(selectDumps, [serverId, [...listed.values()]])
  const known = new Set(kept.rows.map(({ identity }) => identity))
  const fresh = [...listed].filter(([, identity]) => !known.has(identity)).map(([dump]) => dump)
  const runs = await transaction.query<LedgerRun>(selectRuns, [serverId, newestRuns, timeOf(fresh)])
  const databases = await transaction.query<TrackedDatabase>(selectDatabases, [serverId])
  const open = await transaction.query<OpenSubject>(selectOpen, [serverId])
  return {
    runs: runs.rows,
    runsSince: runs.rows.length < newestRuns ? null : (runs.rows.at(-newestRuns)?.at ?? null),
    dumps: kept.rows,
    databases: databases.rows,
    openSubjects: new Map(open.rows.map(({ subject, severity }) => [subject, severity])),
  }
}

/** Keeps what followed from a look. Its events are written with the others of the poll. */
export async function writeLedger(
  transaction: Transaction,
  serverId: string,
  { runs, removedRunIds, dumps, databases }: LedgerChanges,
): Promise<void> {
  if (removedRunIds.length > 0) await transaction.query(remove, [serverId, removedRunIds])
  await replaceOrInsert(transaction, serverId, runTable, runs)
  await upsert(transaction, serverId, dumpTable, dumps)
  await upsert(transaction, serverId, databaseTable, databases)
}

const remove = 'delete from runs where server_id = $1 and id = any($2)'

/** So many tell how a server stands now. */
const newestRuns = 30

const dayMs = 24 * 60 * 60_000

/** A file that was not seen before may be of any time, and belong to a run of that time. */
function timeOf(fresh: Dump[]): Date | null {
  if (fresh.length === 0) return null
  const stamps = fresh.flatMap(({ finishedAt, stampedAt = finishedAt }) => [finishedAt, stampedAt])
  const oldest = Math.min(...stamps.map((at) => at.getTime()))
  return new Date(Math.max(0, oldest - 2 * dayMs))
}

/** Those that are there, and those that had vanished and are listed again. */
const selectDumps = `
  select ${selected(dumpTable)} from dumps
  where server_id = $1 and (vanished_at is null or identity = any($2))`

/** Enough to tell how the newest stand, all that nothing is decided of, and all of a time. */
const selectRuns = `
  with newest as (select id from runs where server_id = $1 order by at desc limit $2),
    undecided as (select id from runs where server_id = $1
      and (punctuality = 'due' or verdict in ('running', 'queued'))),
    of_then as (select id from runs where server_id = $1 and at >= $3)
  select ${selected(runTable)} from runs
  where id in (select id from newest union select id from undecided union select id from of_then)
  order by at`

const selectDatabases = `select ${selected(databaseTable)} from databases where server_id = $1`

type OpenSubject = Pick<NewEvent, 'subject' | 'severity'>

const selectOpen = `
  select subject, severity from (
    select distinct on (subject) subject, severity from events
    where server_id = $1 and kind in ('run', 'database', 'size', 'retention', 'space')
    order by subject, id desc) last
  where severity in ('critical', 'warning')`
