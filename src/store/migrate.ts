import pg from 'pg'
import { DatabaseUnusable } from './database-unusable.ts'
import { checkHistory, type HistoryRow, MigrationRefused } from './migration-history.ts'
import { type Migration, readMigrations } from './migrations.ts'

/** The number that Prisma's own `migrate deploy` locks: neither works while the other does. */
const prismaLock = 72_707_369

/**
 * Brings the database to the schema of this code, in one transaction: all of it or nothing. Of
 * several instances that start at once one does the work, and the others wait and find it done.
 * @returns the names of the migrations applied
 * @throws DatabaseUnusable, MigrationRefused with a sentence for the operator
 */
export async function migrate(url: string, folder?: string): Promise<string[]> {
  const migrations = await readMigrations(folder)
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  await connect(client)
  try {
    await client.query('begin')
    const applied = await bringUpToDate(client, migrations)
    await client.query('commit')
    return applied
  } finally {
    // Ending the connection rolls back what was not committed.
    await client.end()
  }
}

async function connect(client: pg.Client): Promise<void> {
  try {
    await client.connect()
  } catch (cause) {
    throw new DatabaseUnusable(cause)
  }
}

async function bringUpToDate(client: pg.Client, migrations: Migration[]): Promise<string[]> {
  await refuseOldServer(client)
  await lock(client)
  await client.query(createHistoryTable)
  const pending = checkHistory(migrations, await readHistory(client))
  for (const migration of pending) await apply(client, migration)
  return pending.map(({ name }) => name)
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query('show server_version_num')
  if (Number(rows[0]?.server_version_num) >= 130_000) return
  throw new MigrationRefused('The database server is too old: Postgres 13 or newer is needed.')
}

async function lock(client: pg.Client): Promise<void> {
  await client.query("set local lock_timeout = '60s'")
  try {
    await client.query('select pg_advisory_xact_lock($1)', [prismaLock])
  } catch (cause) {
    throw new MigrationRefused(
      'Another process has been changing the schema of the database for over a minute. ' +
        'Wait until it is done, or end it, and start again.',
      { cause },
    )
  }
}

async function readHistory(client: pg.Client): Promise<HistoryRow[]> {
  const { rows } = await client.query<HistoryRow>(
    `select migration_name as name, checksum, finished_at is not null as "isFinished"
     from _prisma_migrations where rolled_back_at is null order by started_at`,
  )
  return rows
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query(sql)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new MigrationRefused(
      `The migration ${name} failed, and the database was left as it was: ${reason}`,
      { cause },
    )
  }
  await client.query(
    `insert into _prisma_migrations
       (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
     values (gen_random_uuid()::text, $1, clock_timestamp(), $2, clock_timestamp(), 1)`,
    [checksum, name],
  )
}

/** As Prisma makes it. */
const createHistoryTable = `create table if not exists _prisma_migrations (
  id                  varchar(36) primary key not null,
  checksum            varchar(64) not null,
  finished_at         timestamptz,
  migration_name      varchar(255) not null,
  logs                text,
  rolled_back_at      timestamptz,
  started_at          timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`
