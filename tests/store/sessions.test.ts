import connectPgSimple from 'connect-pg-simple'
import session from 'express-session'
import { expect, test } from 'vitest'
import { openFreshDatabase } from '../support/stores.ts'

const aSession = { cookie: { originalMaxAge: 60_000, maxAge: 60_000 }, passport: { user: 'u1' } }

test('the table of sessions is as connect-pg-simple wants it', async () => {
  await using database = await openFreshDatabase()
  const Store = connectPgSimple(session)
  const store = new Store({
    pool: database.pool,
    tableName: 'session',
    pruneSessionInterval: false,
  })
  const done = <T>(act: (callback: (error: unknown, value?: T) => void) => void) =>
    new Promise<T | undefined>((resolve, reject) => {
      act((error, value) => (error ? reject(error) : resolve(value)))
    })
  await done((callback) => store.set('sid', aSession as unknown as session.SessionData, callback))
  expect(await done((callback) => store.get('sid', callback))).toMatchObject(aSession)
  await done((callback) => store.pruneSessions(callback))
  await done((callback) => store.destroy('sid', callback))
  expect(await done((callback) => store.get('sid', callback))).toBeUndefined()
})
