import { expect, test } from 'vitest'
import { Conflict } from '../../src/core/errors.ts'
import { openDatabase } from '../../src/store/db.ts'
import { setupStore } from '../../src/store/setup.ts'
import { userStore } from '../../src/store/users.ts'
import { openFreshDatabase } from '../support/stores.ts'

const first = { username: 'ann', passwordHash: 'hash' }

test('setup is open on a new database, with a nonce that no other database has', async () => {
  await using one = await openFreshDatabase()
  const state = await setupStore(one).state()
  expect(state).toEqual({ isOpen: true, nonce: expect.stringMatching(/^[0-9a-f]{64}$/) })
  expect(await setupStore(one).state()).toEqual(state)
})

test('the first administrator closes the setup', async () => {
  await using database = await openFreshDatabase()
  const users = userStore(database)
  expect(await users.createFirst(first)).toMatchObject({ username: 'ann', role: 'admin' })
  expect((await setupStore(database).state()).isOpen).toBe(false)
  await expect(users.createFirst({ ...first, username: 'eve' })).rejects.toThrow(Conflict)
  expect(await users.count()).toBe(1)
})

test('of two first administrators at once, one is made', async () => {
  await using database = await openFreshDatabase()
  const other = openDatabase(database.url, { warn: () => undefined })
  const attempts = [database, other, database, other].map((instance, at) =>
    userStore(instance).createFirst({ ...first, username: `user${at}` }),
  )
  const outcomes = await Promise.allSettled(attempts)
  await other.close()
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(Conflict)
  }
  expect(await userStore(database).count()).toBe(1)
})

test('any user closes the setup, even one that was made past the panel', async () => {
  await using database = await openFreshDatabase()
  await database.pool.query(
    `insert into users (id, username, username_key, password_hash, role)
     values ('u1', 'ann', 'ann', 'hash', 'viewer')`,
  )
  expect((await setupStore(database).state()).isOpen).toBe(false)
})

test('removing every user does not open the setup again, and nothing else does', async () => {
  await using database = await openFreshDatabase()
  const users = userStore(database)
  await users.createFirst(first)
  await database.pool.query('delete from users')
  await expect(users.createFirst(first)).rejects.toThrow(Conflict)
  for (const attack of [
    'update setup set closed_at = null',
    `update setup set nonce = 'mine'`,
    'delete from setup',
    'truncate setup',
  ]) {
    await expect(database.pool.query(attack), attack).rejects.toThrow(/never opened again/)
  }
  expect((await setupStore(database).state()).isOpen).toBe(false)
})

test('a first administrator who cannot be saved leaves the setup open', async () => {
  await using database = await openFreshDatabase()
  const users = userStore(database)
  await expect(users.createFirst({ ...first, username: '' })).rejects.toThrow()
  expect((await setupStore(database).state()).isOpen).toBe(true)
  expect(await users.createFirst(first)).toMatchObject({ role: 'admin' })
})
