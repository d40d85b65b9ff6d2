import { inject } from 'vitest'
import { testDatabaseName } from './database-names.ts'
import { runOn } from './sql.ts'

/** A database of one's own, gone when its holder is: `await using database = await freshDatabase()`. */
export interface TestDatabase extends AsyncDisposable {
  url: string
}

/** With all tables and no rows. */
export function freshDatabase(): Promise<TestDatabase> {
  return createDatabase(`template ${inject('templateDatabase')}`)
}

/** Without anything, as migrations find it at the very first start. */
export function emptyDatabase(): Promise<TestDatabase> {
  return createDatabase('template template0')
}

async function createDatabase(how: string): Promise<TestDatabase> {
  const serverUrl = inject('postgresUrl')
  const name = testDatabaseName()
  await runOn(serverUrl, `create database ${name} ${how}`)
  return {
    url: Object.assign(new URL(serverUrl), { pathname: name }).href,
    async [Symbol.asyncDispose]() {
      await runOn(serverUrl, `drop database if exists ${name} with (force)`)
    },
  }
}
