import { type DumpOrder, dumpOptions, exclusions } from './dump-order.ts'
import type { PostgresServer } from './server.ts'
import { runTool } from './tools.ts'
import { dumpWithWasm } from './wasm-dump.ts'

/** Writes a dump with the machine's pg_dump, or with the one from npm when that is missing or too old. */
export async function dumpDatabase(server: PostgresServer, order: DumpOrder): Promise<boolean> {
  const tool = await server.findTool('pg_dump')
  if (tool === undefined || tool.major < (await server.major())) return dumpWithWasm(server, order)
  const { database, file, env, log } = order
  const args = ['-d', database, '-f', file, ...dumpOptions(env), ...exclusions(env)]
  return (await runTool(tool, args, server.toolEnvironment(), log)) === 0
}
