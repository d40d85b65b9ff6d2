/** Logs in the shape in which the real scripts print them, put together from their pieces. */

const rule = '────────────────────────────────────────'

export const preamble = [
  '⚠️ Telegram credentials not provided. Telegram notifications disabled.',
  'Checking database connectivity (timeout: 30s)...',
  '✅ Database is reachable.',
  '✅ Disk space OK (74915MB available).',
]

/** One database that was dumped. */
export function dumped(database: string, stamp = '20261120-215606'): string[] {
  return [
    `Creating dump of ${database} database from db...`,
    `✅ Backup integrity check passed for ${database} (valid gzip).`,
    `✅ Backup created: /backups/last/${database}-${stamp}.sql.gz (1.2M, 2s)`,
  ]
}

/** One database that pg_dump could not dump. */
export function refused(database: string): string[] {
  return [
    `Creating dump of ${database} database from db...`,
    `pg_dump: error: connection to server at "db" (172.18.0.2), port 5432 failed: FATAL:  database "${database}" does not exist`,
    `❌ Error: pg_dump failed for ${database}. Skipping.`,
  ]
}

export function summed(succeeded: number, failed: number): string[] {
  return [rule, `Backup completed in 2s: ${succeeded} succeeded, ${failed} failed`, rule]
}

export function runLog(...parts: string[][]): string[] {
  return [...preamble, ...parts.flat()]
}

const restoreHead = [
  '⚠️ Telegram credentials not provided. Telegram notifications disabled.',
  rule,
  'Restore Details:',
  '  Source: /backups/last/shop-20261120-215606.sql.gz',
  '  Target: shop_restored@db:5432',
  rule,
]

export const creatingTarget = ["📦 Target database 'shop_restored' does not exist — creating it..."]
export const replayingSql = ['🔄 Restoring shop_restored...', '📄 Detected compressed SQL dump.']
export const replayingArchive = [
  '🔄 Restoring shop_restored...',
  '📦 Attempting pg_restore (archive format)...',
]
export const completed = [rule, '✅ Restore completed in 1s: shop_restored@db', rule]

/** What psql prints while it replays a healthy dump. */
export const statements = [
  'SET',
  ' set_config ',
  '------------',
  ' ',
  '(1 row)',
  '',
  'SET',
  'CREATE TABLE',
  'ALTER TABLE',
  'COPY 1000',
  ' setval ',
  '--------',
  '   1000',
  '(1 row)',
  '',
  'ALTER TABLE',
]

export function restoreLog(...parts: string[][]): string[] {
  return [...restoreHead, ...parts.flat()]
}
