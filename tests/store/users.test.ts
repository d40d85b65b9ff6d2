import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { Conflict, NotFound } from '../../src/core/errors.ts'
import type { User } from '../../src/core/user.ts'
import { type UserStore, userStore } from '../../src/store/users.ts'
import { openFreshDatabase } from '../support/stores.ts'

const ann = { username: 'Ann', passwordHash: 'hash-of-ann', role: 'admin' } as const
const otto = { username: 'otto', passwordHash: 'hash-of-otto', role: 'operator' } as const

test('a user is found by id and by name, and the hash comes only where it is asked for', async () => {
  await using database = await openFreshDatabase()
  const users = userStore(database)
  const created = await users.create(ann)
  expect(created).toEqual({
    id: expect.any(String),
    username: 'Ann',
    role: 'admin',
    preferences: { locale: null, timeZone: null },
    createdAt: expect.any(Date),
    lastSignInAt: null,
  })
  expect(await users.find(created.id)).toEqual(created)
  const found = await users.findWithPassword('aNN')
  expect(found).toEqual({ user: created, passwordHash: 'hash-of-ann' })
})

test('usernames that differ only in case are the same', async () => {
  await using database = await openFreshDatabase()
  const users = userStore(database)
  await users.create(ann)
  await expect(users.create({ ...otto, username: 'ANN' })).rejects.toThrow(Conflict)
  expect(await users.count()).toBe(1)
})

test.each(['A_n', 'A%', 'Ann\0', 'Ann\\', '\ud800', ''])(
  'the username %j does not find Ann',
  async (username) => {
    await using database = await openFreshDatabase()
    const users = userStore(database)
    await users.create(ann)
    expect(await users.findWithPassword(username)).toBeNull()
  },
)

test('users are listed by name', async () => {
  await using database = await openFreshDatabase()
  const users = userStore(database)
  await users.create(otto)
  await users.create(ann)
  expect((await users.list()).map(({ username }) => username)).toEqual(['Ann', 'otto'])
})

test('a new password hash replaces the old one, for known users only', async () => {
  await using database = await openFreshDatabase()
  const users = userStore(database)
  await users.create(ann)
  await users.setPasswordHash('ANN', 'new-hash')
  expect((await users.findWithPassword('ann'))?.passwordHash).toBe('new-hash')
  await expect(users.setPasswordHash('nobody', 'new-hash')).rejects.toThrow(NotFound)
})

test('preferences are kept, and given up again', async () => {
  await using database = await openFreshDatabase()
  const users = userStore(database)
  const { id } = await users.create(ann)
  const chosen = { locale: 'de-CH', timeZone: 'Europe/Zurich' }
  await users.setPreferences(id, chosen)
  expect((await users.find(id))?.preferences).toEqual(chosen)
  await users.setPreferences(id, { locale: null, timeZone: null })
  expect((await users.find(id))?.preferences).toEqual({ locale: null, timeZone: null })
})

test('somebody who was just looked up is not looked up again, and only for a second', async () => {
  await using database = await openFreshDatabase()
  const users = userStore(database)
  const { id } = await users.create(ann)
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  await users.find(id)
  await userStore(database).setPreferences(id, { locale: 'de-CH', timeZone: null })
  expect((await users.find(id))?.preferences.locale).toBeNull()
  vi.advanceTimersByTime(1001)
  expect((await users.find(id))?.preferences.locale).toBe('de-CH')
})

describe('at once, although looked up a moment ago,', () => {
  test.each<[string, (users: UserStore, id: string) => Promise<void>, Partial<User> | null]>([
    ['a new role is in force', (users, id) => users.setRole(id, 'viewer'), { role: 'viewer' }],
    ['who was deleted is nobody', (users, id) => users.remove(id), null],
    [
      'preferences are followed',
      (users, id) => users.setPreferences(id, { locale: 'de-CH', timeZone: null }),
      { preferences: { locale: 'de-CH', timeZone: null } },
    ],
    [
      'a sign-in is known',
      (users, id) => users.recordSignIn(id, new Date(0)),
      { lastSignInAt: new Date(0) },
    ],
  ])('%s', async (_, change, after) => {
    await using database = await openFreshDatabase()
    const users = userStore(database)
    await users.create(ann)
    const { id } = await users.create(otto)
    await users.find(id)
    await change(users, id)
    const found = await users.find(id)
    if (after === null) expect(found).toBeNull()
    else expect(found).toMatchObject(after)
  })
})

test('people of an earlier version read as their browsers ask for', async () => {
  await using database = await openFreshDatabase()
  const insert = `insert into users (id, username, username_key, password_hash, role) values ('u', 'Old', 'old', 'hash', 'viewer')`
  await database.pool.query(insert)
  expect((await userStore(database).find('u'))?.preferences).toEqual({
    locale: null,
    timeZone: null,
  })
})

test('a sign-in is remembered', async () => {
  await using database = await openFreshDatabase()
  const users = userStore(database)
  const { id } = await users.create(ann)
  const at = new Date('2026-11-21T08:00:00Z')
  await users.recordSignIn(id, at)
  expect((await users.find(id))?.lastSignInAt).toEqual(at)
})

test('the database refuses a role that does not exist', async () => {
  await using database = await openFreshDatabase()
  const users = userStore(database)
  await users.create(ann)
  await expect(database.pool.query(`update users set role = 'god'`)).rejects.toThrow(/role_check/)
})

test('ending the sessions of a user spares those of others, and the one that is excepted', async () => {
  await using database = await openFreshDatabase()
  const users = userStore(database)
  const people = [await users.create(ann), await users.create(otto)]
  for (const [sid, person] of [
    ['a1', 0],
    ['a2', 0],
    ['o1', 1],
  ] as const) {
    const session = JSON.stringify({ cookie: {}, passport: { user: people[person]?.id } })
    const insert = `insert into session values ($1, $2, now() + interval '1 day')`
    await database.pool.query(insert, [sid, session])
  }
  await database.pool.query(`insert into session values ('none', '{}', now())`)
  const sids = async () =>
    (await database.pool.query('select sid from session order by sid')).rows.map(({ sid }) => sid)
  await users.endSessions(people[0]?.id ?? '', 'a2')
  expect(await sids()).toEqual(['a2', 'none', 'o1'])
  await users.endSessions(people[0]?.id ?? '')
  expect(await sids()).toEqual(['none', 'o1'])
})
