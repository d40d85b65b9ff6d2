import type { Environment } from '../jobs/environment.ts'
import type { JobLog } from '../jobs/log.ts'

export interface DumpOrder {
  readonly database: string
  readonly file: string
  readonly env: Environment
  readonly log: JobLog
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
