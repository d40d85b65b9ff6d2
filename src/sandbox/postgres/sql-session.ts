import type { Readable } from 'node:stream'
import type { JobLog } from '../jobs/log.ts'
import type { PostgresServer } from './server.ts'

export async function runScriptOverWire(
  _server: PostgresServer,
  _database: string,
  _script: Readable,
  _log: JobLog,
): Promise<number> {
  throw new Error('not yet')
}
