import { expect, test } from 'vitest'
import { RemoteError } from '../../src/core/errors.ts'
import { sealer } from '../../src/lib/seal.ts'
import { serverStore } from '../../src/store/servers.ts'
import { runOn } from '../support/sql.ts'
import { aKey, aSealer, aServer, openFreshDatabase } from '../support/stores.ts'

const unreadable = new RemoteError('token-unreadable')
const sealedTokens = 'select id, sealed_token from servers order by id'

test('the token is nowhere in the database in the clear', async () => {
  await using database = await openFreshDatabase()
  await serverStore(database, aSealer()).create(aServer(), 'swordfish')
  const { rows } = await database.pool.query('select servers::text as text from servers')
  expect(rows[0].text).not.toContain('swordfish')
  expect(rows[0].text).not.toContain(Buffer.from('swordfish').toString('base64url'))
})

test('a sealed token copied to another row does not open there', async () => {
  await using database = await openFreshDatabase()
  const servers = serverStore(database, aSealer())
  await servers.create(aServer({ name: 'Shop' }), 'of shop')
  const blog = await servers.create(aServer({ name: 'Blog' }), 'of blog')
  await runOn(
    database.url,
    `update servers set sealed_token = (select sealed_token from servers where name = 'Shop')`,
  )
  await expect(servers.token(blog)).rejects.toEqual(unreadable)
  expect(await servers.unreadable()).toEqual([blog.id])
})

test('with a wrong secret no token opens, and nothing is overwritten', async () => {
  await using database = await openFreshDatabase()
  const shop = await serverStore(database, aSealer()).create(aServer(), 'token')
  const before = (await database.pool.query(sealedTokens)).rows
  const wrong = serverStore(database, aSealer())
  await expect(wrong.token(shop)).rejects.toEqual(unreadable)
  expect(await wrong.unreadable()).toEqual([shop.id])
  expect(await wrong.reseal()).toBe(0)
  await wrong.update(shop.id, aServer({ name: 'Renamed' }))
  expect((await database.pool.query(sealedTokens)).rows).toEqual(before)
})

test('a token sealed before the rotation opens, and is sealed anew on request', async () => {
  await using database = await openFreshDatabase()
  const [old, current] = [aKey(), aKey()]
  const shop = await serverStore(database, sealer({ current: old })).create(aServer(), 'token')
  const rotated = serverStore(database, sealer({ current, previous: old }))
  expect(await rotated.token(shop)).toBe('token')
  expect(await rotated.unreadable()).toEqual([])
  expect(await rotated.reseal()).toBe(1)
  expect(await rotated.reseal()).toBe(0)
  expect(await serverStore(database, sealer({ current })).token(shop)).toBe('token')
  await expect(serverStore(database, sealer({ current: old })).token(shop)).rejects.toEqual(
    unreadable,
  )
})

test('a token entered anew makes the server usable again', async () => {
  await using database = await openFreshDatabase()
  const shop = await serverStore(database, aSealer()).create(aServer(), 'token')
  const present = serverStore(database, aSealer())
  await present.update(shop.id, aServer(), 'entered anew')
  expect(await present.token(shop)).toBe('entered anew')
  expect(await present.unreadable()).toEqual([])
})
