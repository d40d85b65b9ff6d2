import type { DumpOrder } from './dump.ts'
import type { PostgresServer } from './server.ts'

export async function dumpWithWasm(_server: PostgresServer, _order: DumpOrder): Promise<boolean> {
  throw new Error('not yet')
}
