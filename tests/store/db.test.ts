import { once } from 'node:events'
import { createServer } from 'node:net'
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import type { Role } from '../../src/core/permissions.ts'
import { openDatabase } from '../../src/store/db.ts'
import { userStore } from '../../src/store/users.ts'
import { freshDatabase } from '../support/postgres.ts'
import { runOn } from '../support/sql.ts'
import { openFreshDatabase } from '../support/stores.ts'

const limits = { connectMs: 10_000, statementMs: 100, closeMs: 50 }
const quiet = { warn: () => undefined }

test('an idle connection that the server cuts is logged, and the next query gets a new one', async () => {
  await using fresh = await freshDatabase()
  let noteWarning: (line: unknown) => void = () => undefined
  const warning = new Promise((resolve) => {
    noteWarning = resolve
  })
  const database = openDatabase(fresh.url, { warn: (...line: unknown[]) => noteWarning(line) })
  const { rows } = await database.pool.query('select pg_backend_pid() as pid')
  await runOn(fresh.url, 'select pg_terminate_backend($1)', [rows[0].pid])
  expect(JSON.stringify(await warning)).toContain('A database connection broke')
  expect(await database.prisma.user.count()).toBe(0)
  await database.close()
})

test('a statement that does not end is ended by the server', async () => {
  await using fresh = await freshDatabase()
  const database = openDatabase(fresh.url, quiet, limits)
  await expect(database.pool.query('select pg_sleep(60)')).rejects.toThrow(/statement timeout/)
  await database.close()
})

test('a server that accepts connections and says nothing is given up', async () => {
  const silent = createServer().listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const address = silent.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const impatient = { ...limits, connectMs: 200 }
  const database = openDatabase(`postgres://u:p@127.0.0.1:${port}/x`, quiet, impatient)
  await expect(database.pool.query('select 1')).rejects.toThrow(/timeout/)
  await expect(database.prisma.user.count()).rejects.toThrow()
  await database.close()
  silent.close()
})

test('closing does not wait for ever for a connection that nobody gave back', async () => {
  await using fresh = await freshDatabase()
  const database = openDatabase(fresh.url, quiet, limits)
  const held = await database.pool.connect()
  await database.close()
  held.release(true)
})

test('an error of the database does not tell what was to be kept', async () => {
  await using database = await openFreshDatabase()
  const users = userStore(database)
  const values = { username: 'x', passwordHash: 'swordfish' }
  const refusals = [
    users.create({ ...values, role: 'unheard of' as Role }),
    users.create({ ...values, role: 5 as unknown as Role }),
    users.createFirst({ ...values, username: '' }),
    database.pool.query(`insert into users values ('1', 'x', 'x', 'swordfish', 'x')`),
  ]
  for (const refusal of await Promise.allSettled(refusals)) {
    expect(refusal.status).toBe('rejected')
    expect(inspect(refusal, { depth: 20, showHidden: true })).not.toContain('swordfish')
  }
})
