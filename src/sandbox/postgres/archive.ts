import type { JobLog } from '../jobs/log.ts'
import type { PostgresServer } from './server.ts'
import { runTool } from './tools.ts'

/** Restores what is no SQL script with pg_restore. False is a failure, which the container's script swallows. */
export async function restoreArchive(
  server: PostgresServer,
  database: string,
  path: Buffer,
  log: JobLog,
): Promise<boolean> {
  const tool = await server.findTool('pg_restore')
  if (tool === undefined) {
    log.line('pg_restore: error: this sandbox found no pg_restore on its machine')
    return false
  }
  const args = ['-d', database, '--clean', '--if-exists', path.toString('utf8')]
  return (await runTool(tool, args, server.toolEnvironment(), log)) === 0
}
