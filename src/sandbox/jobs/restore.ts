import { stat } from 'node:fs/promises'
import { type Container, effectiveEnvironment } from '../container.ts'
import { toText } from '../http/text.ts'
import { restoreArchive } from '../postgres/archive.ts'
import { restoreScript } from '../postgres/script-restore.ts'
import { checkEnvironment, type Environment } from './environment.ts'
import type { JobLog } from './log.ts'
import { ScriptExit } from './script.ts'

/** What to restore, and into which database: a file of a slot, or a message of Telegram's. */
export type RestoreOrder =
  | { readonly path: Buffer; readonly targetDb: string }
  | { readonly messageId: bigint; readonly targetDb: string }

/** What the container's `restore.sh` does, in its order and with its words. */
export async function runRestore(
  container: Container,
  order: RestoreOrder,
  log: JobLog,
): Promise<void> {
  const env = await effectiveEnvironment(container)
  checkEnvironment(env, log)
  if ('messageId' in order) return refuseTelegram(order.messageId, env, log)
  const { path, targetDb } = order
  const source = toText(path.toString('latin1'))
  const stats = await stat(path).catch(() => undefined)
  if (stats === undefined) throw fail(log, `❌ Backup file not found: ${source}`)
  const address = `${targetDb}@${env['POSTGRES_HOST']}`
  sayDetails(source, `${address}:${env['POSTGRES_PORT']}`, log)
  if (source.endsWith('.gpg')) {
    throw fail(log, '❌ File is GPG-encrypted but BACKUP_ENCRYPTION_KEY is not set.')
  }
  await ensureDatabase(container, source, targetDb, log)
  log.line(`🔄 Restoring ${targetDb}...`)
  const startedAt = container.now()
  await restoreByFormat(container, path, source, stats.isDirectory(), targetDb, log)
  const seconds = Math.round((container.now().getTime() - startedAt.getTime()) / 1000)
  log.line(rule)
  log.line(`✅ Restore completed in ${seconds}s: ${address}`)
  log.line(rule)
}

const rule = '─'.repeat(40)

function sayDetails(source: string, target: string, log: JobLog): void {
  log.line(rule)
  log.line('Restore Details:')
  log.line(`  Source: ${source}`)
  log.line(`  Target: ${target}`)
  log.line(rule)
}

/** A dump of a whole cluster brings its own databases along. */
function isCluster(source: string): boolean {
  return source.includes('cluster')
}

async function ensureDatabase(
  { server }: Container,
  source: string,
  targetDb: string,
  log: JobLog,
): Promise<void> {
  if (isCluster(source)) return
  const error = await server.hasDatabase(targetDb).then(
    async (exists) => {
      if (exists) return undefined
      log.line(`📦 Target database '${targetDb}' does not exist — creating it...`)
      return server.createDatabase(targetDb)
    },
    (cause: Error) => cause,
  )
  if (error !== undefined) throw fail(log, `createdb: error: ${error.message}`)
}

async function restoreByFormat(
  { server }: Container,
  path: Buffer,
  source: string,
  isDirectory: boolean,
  targetDb: string,
  log: JobLog,
): Promise<void> {
  if (isDirectory) {
    log.line('📂 Detected directory format backup.')
    const isClean = await restoreArchive(server, targetDb, path, log)
    const hint = '(this is often normal for --clean on first restore)'
    if (!isClean) log.line(`⚠️ pg_restore completed with warnings ${hint}.`)
  } else if (source.endsWith('.sql.gz')) {
    log.line('📄 Detected compressed SQL dump.')
    if (isCluster(source)) log.line('🌐 Cluster dump detected. Restoring all databases...')
    const database = isCluster(source) ? 'postgres' : targetDb
    await orExit(restoreScript(server, database, { path, isCompressed: true }, log))
  } else if (source.endsWith('.sql')) {
    log.line('📄 Detected plain SQL dump.')
    await orExit(restoreScript(server, targetDb, { path, isCompressed: false }, log))
  } else {
    log.line('📦 Attempting pg_restore (archive format)...')
    const isClean = await restoreArchive(server, targetDb, path, log)
    if (!isClean) log.line('⚠️ pg_restore completed with warnings.')
  }
}

async function orExit(exitCode: Promise<number>): Promise<void> {
  const code = await exitCode
  if (code !== 0) throw new ScriptExit(code)
}

/** The sandbox reaches nobody outside, so a message can never be fetched. */
function refuseTelegram(messageId: bigint, env: Environment, log: JobLog): never {
  if (!env['TELEGRAM_API_ID'] || !env['TELEGRAM_API_HASH'] || !env['TELEGRAM_BOT_TOKEN']) {
    throw fail(
      log,
      '❌ Restore from Telegram requires TELEGRAM_API_ID, TELEGRAM_API_HASH, and TELEGRAM_BOT_TOKEN.',
    )
  }
  const [chat = ''] = (env['TELEGRAM_CHAT_ID'] ?? '').split(/[, ]+/)
  if (chat === '') throw fail(log, '❌ No chat id available; set TELEGRAM_CHAT_ID or pass --chat.')
  log.line(`⬇️ Downloading backup from Telegram (message ${messageId}, chat ${chat})...`)
  throw fail(log, '❌ Failed to download backup from Telegram.')
}

function fail(log: JobLog, line: string): ScriptExit {
  log.line(line)
  return new ScriptExit(1)
}
