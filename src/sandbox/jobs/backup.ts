import { mkdir, rm, stat, statfs, truncate, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { type Container, effectiveEnvironment } from '../container.ts'
import { slots } from '../files/slots.ts'
import { dumpDatabase } from '../postgres/dump.ts'
import type { DumpOrder } from '../postgres/dump-order.ts'
import { chooseDatabases } from './databases.ts'
import { canDeliver, couldNotConnect } from './delivery.ts'
import { humanSize, isGzip } from './dump-file.ts'
import { checkEnvironment, type Environment } from './environment.ts'
import { slotNames } from './file-names.ts'
import type { JobLog } from './log.ts'
import { removeExpired } from './retention.ts'
import { markLatest, rotate } from './rotation.ts'
import { ScriptExit } from './script.ts'
import { callWebhook } from './webhook.ts'

/** What the container's `backup.sh` does, in its order and with its words. */
export async function runBackup(container: Container, log: JobLog): Promise<void> {
  if (container.isBackupRunning || container.faults.run?.kind === 'lock-held') {
    log.line('⚠️ Another backup is already running. Skipping this run.')
    return
  }
  container.isBackupRunning = true
  try {
    await backUp(container, log)
  } finally {
    container.isBackupRunning = false
  }
}

async function backUp(container: Container, log: JobLog): Promise<void> {
  const env = await effectiveEnvironment(container)
  checkEnvironment(env, log)
  await checkDatabase(container, env, log)
  const databases = await chooseDatabases(container.server, env, log)
  await checkDiskSpace(container.backupDir, env, log)
  const tables = env['POSTGRES_EXCLUDE_TABLES'] ?? ''
  if (tables !== '') log.line(`Excluding tables: ${tables}`)
  for (const slot of slots) await mkdir(join(container.backupDir, slot), { recursive: true })
  const startedAt = container.now()
  let failed = 0
  for (const database of databases) {
    if (!(await backUpDatabase(container, database, env, log))) failed += 1
  }
  summarize(container, startedAt, databases.length - failed, failed, log)
  await callWebhook(env, 'post-backup', container.now(), log)
}

async function checkDatabase({ server, faults }: Container, env: Environment, log: JobLog) {
  log.line(`Checking database connectivity (timeout: ${env['POSTGRES_CONNECT_TIMEOUT'] ?? 30}s)...`)
  if (faults.run?.kind === 'database-unreachable' || !(await server.isReachable())) {
    const address = `${env['POSTGRES_HOST']}:${env['POSTGRES_PORT']}`
    log.line(`❌ Database is not reachable at ${address}. Aborting backup.`)
    throw new ScriptExit(1)
  }
  log.line('✅ Database is reachable.')
}

async function checkDiskSpace(backupDir: string, env: Environment, log: JobLog): Promise<void> {
  const { bavail, bsize } = await statfs(backupDir)
  const available = Math.floor((bavail * bsize) / 1024 / 1024)
  const required = env['BACKUP_MIN_DISK_SPACE'] || '100'
  if (available < Number(required)) {
    log.line(`❌ Low disk space: ${available}MB available, ${required}MB required. Aborting.`)
    throw new ScriptExit(1)
  }
  log.line(`✅ Disk space OK (${available}MB available).`)
}

/** Says whether there is a dump afterwards. */
async function backUpDatabase(
  container: Container,
  database: string,
  env: Environment,
  log: JobLog,
): Promise<boolean> {
  const { backupDir, now } = container
  const startedAt = now()
  const names = slotNames(database, startedAt, env)
  const file = join(backupDir, 'last', names.last)
  log.line(`Creating dump of ${database} database from ${env['POSTGRES_HOST']}...`)
  if ((env['POSTGRES_EXTRA_OPTS'] ?? '').includes('-Fd')) {
    log.line('📂 Directory format (-Fd) detected. Removing compression option...')
  }
  if (!(await dump(container, { database, file, env, log }))) {
    log.line(`❌ Error: pg_dump failed for ${database}. Skipping.`)
    return false
  }
  const stats = await stat(file).catch(() => undefined)
  if (stats === undefined || stats.size === 0) {
    log.line(`❌ Error: Backup file ${file} is empty or missing. Skipping.`)
    return false
  }
  await utimes(file, now(), now()) // the clock of the file system is the container's own
  await sayVerified(file, database, stats.isDirectory(), log)
  const seconds = wholeSeconds(startedAt, now())
  log.line(`✅ Backup created: ${file} (${await humanSize(file)}, ${seconds}s)`)
  await rotate(backupDir, names)
  await markLatest(backupDir, database, names, env, log)
  if (!canDeliver(container.faults, env)) {
    await callWebhook(env, 'error', now(), log)
    throw new ScriptExit(couldNotConnect)
  }
  await removeExpired(backupDir, database, env, now())
  return true
}

async function dump({ server, faults }: Container, order: DumpOrder): Promise<boolean> {
  const { run } = faults
  if (run?.kind === 'partial-failure' && run.databases.includes(order.database)) {
    order.log.line(`pg_dump: error: connection to database "${order.database}" was lost`)
    await rm(order.file, { force: true })
    return false
  }
  const isDone = await dumpDatabase(server, order)
  if (isDone && run?.kind === 'empty-dump') await truncate(order.file)
  return isDone
}

async function sayVerified(file: string, database: string, isDirectory: boolean, log: JobLog) {
  if (isDirectory) log.line(`✅ Backup verification passed for ${database}.`)
  else if (!file.endsWith('.gz')) return
  else if (await isGzip(file)) {
    log.line(`✅ Backup integrity check passed for ${database} (valid gzip).`)
  } else log.line(`✅ Backup created for ${database} (uncompressed, -Z0 mode).`)
}

const rule = '─'.repeat(40)

function summarize(
  container: Container,
  startedAt: Date,
  succeeded: number,
  failed: number,
  log: JobLog,
): void {
  const seconds = wholeSeconds(startedAt, container.now())
  log.line(rule)
  log.line(`Backup completed in ${seconds}s: ${succeeded} succeeded, ${failed} failed`)
  log.line(rule)
  const word = failed === 0 ? 'OK' : 'FAILED'
  container.statusFile = `${word}\n${Math.floor(container.now().getTime() / 1000)}\n`
}

/** As the shell counts: the difference of two whole seconds. */
function wholeSeconds(from: Date, to: Date): number {
  return Math.floor(to.getTime() / 1000) - Math.floor(from.getTime() / 1000)
}
