import { randomBytes } from 'node:crypto'
import type { ServerInput } from '../../src/core/server.ts'
import { sealer } from '../../src/lib/seal.ts'
import { openDatabase } from '../../src/store/db.ts'
import { freshDatabase } from './postgres.ts'

/** An opened database with all tables and no rows. */
export async function openFreshDatabase() {
  const fresh = await freshDatabase()
  const database = openDatabase(fresh.url, { warn: () => undefined })
  return {
    ...database,
    url: fresh.url,
    async [Symbol.asyncDispose]() {
      await database.close()
      await fresh[Symbol.asyncDispose]()
    },
  }
}

/** A key as APP_SECRET would give one. */
export const aKey = () => randomBytes(32)

export const aSealer = () => sealer({ current: aKey() })

export function aServer(changes: Partial<ServerInput> = {}): ServerInput {
  return {
    name: 'Shop',
    kind: 'backupgram',
    baseUrl: 'http://10.0.0.5:8080',
    verifyTls: true,
    timeoutMs: 10_000,
    isEnabled: true,
    tags: [],
    pollIntervalMs: 60_000,
    maxAgeMs: null,
    databaseMaxAges: [],
    ...changes,
  }
}
