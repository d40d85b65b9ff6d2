import type { PostgresServer } from '../postgres/server.ts'
import type { Environment } from './environment.ts'
import type { JobLog } from './log.ts'
import { ScriptExit } from './script.ts'

/** The databases of this run: those named, or with auto-discovery all but the excluded. */
export async function chooseDatabases(
  server: PostgresServer,
  env: Environment,
  log: JobLog,
): Promise<string[]> {
  if (env['POSTGRES_DB_AUTODISCOVER'] !== 'TRUE') return words(env['POSTGRES_DB'])
  log.line('🔍 Auto-discovering databases...')
  const excluded = words(env['POSTGRES_DB_EXCLUDE'])
  const all = await server.listDatabases()
  const databases = all.filter((name) => !excluded.includes(name)).flatMap(words)
  if (databases.length === 0) {
    log.line('❌ Auto-discover found no databases to back up (after exclusions). Aborting.')
    throw new ScriptExit(1)
  }
  log.line(`✅ Auto-discovered ${databases.length} database(s): ${databases.join(' ')}`)
  return databases
}

/** The shell splits at commas and spaces, so a name with a space in it is two names. */
function words(list = ''): string[] {
  return list.split(/[,\s]+/).filter((word) => word !== '')
}
