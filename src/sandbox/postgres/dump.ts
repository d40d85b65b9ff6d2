import type { Environment } from '../jobs/environment.ts'
import type { JobLog } from '../jobs/log.ts'
import type { PostgresServer } from './server.ts'
import { findTool, runTool } from './tools.ts'
import { dumpWithWasm } from './wasm-dump.ts'

export interface DumpOrder {
  readonly database: string
  readonly file: string
  readonly env: Environment
  readonly log: JobLog
}

/** Writes a dump with the machine's pg_dump, or with the one from npm when that is missing or too old. */
export async function dumpDatabase(server: PostgresServer, order: DumpOrder): Promise<boolean> {
  const tool = await findTool('pg_dump')
  if (tool === undefined || tool.major < (await server.major())) return dumpWithWasm(server, order)
  const { database, file, env, log } = order
  const args = ['-d', database, '-f', file, ...dumpOptions(env), ...exclusions(env)]
  return (await runTool(tool, args, server.toolEnvironment(), log)) === 0
}

/** Directory format and a compression level do not go together in one call. */
export function dumpOptions(env: Environment): string[] {
  const options = (env['POSTGRES_EXTRA_OPTS'] ?? '').split(/\s+/).filter((word) => word !== '')
  const isDirectory = options.some((option) => option.includes('-Fd'))
  return isDirectory ? options.filter((option) => !/^-Z\d*$/.test(option)) : options
}

export function exclusions(env: Environment): string[] {
  const tables = (env['POSTGRES_EXCLUDE_TABLES'] ?? '').split(/[,\s]+/)
  return tables.filter((table) => table !== '').map((table) => `--exclude-table=${table}`)
}
