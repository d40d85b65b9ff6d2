import type { Migration } from './migrations.ts'

/** The schema cannot be brought up to date. The message is for the operator and says what to do. */
export class MigrationRefused extends Error {
  override name = 'MigrationRefused'
}

/** What the database remembers of one migration. */
export interface HistoryRow {
  name: string
  checksum: string
  isFinished: boolean
}

/**
 * Compares what the code brings with what the database remembers.
 * @returns the migrations that are still to be applied
 * @throws MigrationRefused when one of them is not what the other expects
 */
export function checkHistory(migrations: Migration[], history: HistoryRow[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const row of history) checkRow(row, known.get(row.name))
  const done = new Set(history.map(({ name }) => name))
  return migrations.filter(({ name }) => !done.has(name))
}

function checkRow(row: HistoryRow, migration: Migration | undefined): void {
  if (!migration) {
    throw new MigrationRefused(
      `The database is newer than this version of backupgram-admin: it has had the migration ` +
        `${row.name}, which this version does not know. Start the newer version again, or restore ` +
        'a backup of the database from before its upgrade.',
    )
  }
  if (!row.isFinished) {
    throw new MigrationRefused(
      `The migration ${row.name} failed half way. Put the database right, then mark it with ` +
        '`prisma migrate resolve`, or restore a backup of the database.',
    )
  }
  if (row.checksum !== migration.checksum) {
    throw new MigrationRefused(
      `The migration ${row.name} was edited after it had been applied to this database. ` +
        'Put its file back as it was, and make the change in a new migration.',
    )
  }
}
