import { inject } from 'vitest'
import type { BackupServer } from '../../src/core/server.ts'
import { createSampleDatabase } from '../../src/sandbox/sample-database.ts'
import type { TestSandbox } from '../sandbox/test-sandbox.ts'
import { testDatabaseName } from './database-names.ts'
import type { TestPanel } from './panel.ts'
import { runOn } from './sql.ts'

/** A backup server with a real database behind it; gone at the end, with what was restored from it. */
export interface Shop extends AsyncDisposable {
  server: BackupServer
  sandbox: TestSandbox
  database: string
  /** How many orders a database of the same Postgres holds. */
  ordersIn(database: string): Promise<number>
}

export async function aShop(panel: TestPanel, name = 'Shop'): Promise<Shop> {
  const serverUrl = inject('postgresUrl')
  const database = testDatabaseName()
  await createSampleDatabase(serverUrl, database, 'shop')
  const { server, sandbox } = await panel.aSandbox({ name }, { env: { POSTGRES_DB: database } })
  return {
    server,
    sandbox,
    database,
    async ordersIn(place) {
      const url = Object.assign(new URL(serverUrl), { pathname: place }).href
      const { rows } = await runOn(url, 'select count(*)::int as count from orders')
      return rows[0]?.count
    },
    [Symbol.asyncDispose]: () => dropAll(serverUrl, database),
  }
}

async function dropAll(serverUrl: string, prefix: string): Promise<void> {
  const named = 'select datname as name from pg_database where starts_with(datname, $1)'
  const { rows } = await runOn(serverUrl, named, [prefix])
  for (const { name } of rows) {
    await runOn(serverUrl, `drop database if exists ${name} with (force)`)
  }
}
