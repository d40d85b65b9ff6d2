import { execFileSync } from 'node:child_process'
import type { TestProject } from 'vitest/node'
import { migrate } from '../src/store/migrate.ts'
import { dropOldDatabases, testDatabaseName } from './support/database-names.ts'
import { runOn } from './support/sql.ts'
import { openTestServer } from './support/test-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the server's own database, `postgres`. */
    postgresUrl: string
    /** A migrated database that nobody is connected to, to be copied. */
    templateDatabase: string
  }
}

/** One Postgres for the whole run: TEST_DATABASE_URL, or an embedded one in a temporary folder. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  execFileSync(process.execPath, ['bin/generate.mjs'])
  const server = await openTestServer()
  await dropOldDatabases(server.url)
  const template = testDatabaseName()
  await runOn(server.url, `create database ${template}`)
  await migrate(withDatabase(server.url, template))
  project.provide('postgresUrl', server.url)
  project.provide('templateDatabase', template)
  return async () => {
    await runOn(server.url, `drop database ${template} with (force)`)
    await server.close()
  }
}

function withDatabase(url: string, name: string): string {
  return Object.assign(new URL(url), { pathname: name }).href
}
