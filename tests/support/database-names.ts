import { randomBytes } from 'node:crypto'
import { runOn } from './sql.ts'

const prefix = 'backupgram_admin_test'
const hourInSeconds = 3_600

/** Says when it was made, so that what a killed run left on a lasting server is found later. */
export function testDatabaseName(): string {
  return `${prefix}_${nowInSeconds()}_${randomBytes(6).toString('hex')}`
}

export async function dropOldDatabases(serverUrl: string): Promise<void> {
  const { rows } = await runOn(serverUrl, 'select datname as name from pg_database')
  for (const { name } of rows) {
    const [, madeAt] = new RegExp(`^${prefix}_(\\d+)_[0-9a-f]+$`).exec(name) ?? []
    if (madeAt && nowInSeconds() - Number(madeAt) > hourInSeconds) {
      await runOn(serverUrl, `drop database if exists ${name} with (force)`)
    }
  }
}

const nowInSeconds = () => Math.floor(Date.now() / 1000)
