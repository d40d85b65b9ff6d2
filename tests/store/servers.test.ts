import { expect, test } from 'vitest'
import { Conflict, NotFound } from '../../src/core/errors.ts'
import { operationStore } from '../../src/store/operations.ts'
import { serverStore } from '../../src/store/servers.ts'
import { aSealer, aServer, openFreshDatabase } from '../support/stores.ts'

test('a server is kept as it was given, and its token apart from it', async () => {
  await using database = await openFreshDatabase()
  const servers = serverStore(database, aSealer())
  const input = aServer({ tags: ['eu', 'prod'], verifyTls: false, isEnabled: false })
  const created = await servers.create(input, 'the token')
  expect(created).toEqual({
    ...input,
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    createdAt: expect.any(Date),
    updatedAt: expect.any(Date),
  })
  expect(await servers.find(created.id)).toEqual(created)
  expect(await servers.token(created)).toBe('the token')
})

test('servers are listed by name without regard to case', async () => {
  await using database = await openFreshDatabase()
  const servers = serverStore(database, aSealer())
  for (const name of ['beta', 'Alpha', 'Ökonom', 'Gamma'])
    await servers.create(aServer({ name }), 't')
  const names = (await servers.list()).map(({ name }) => name)
  expect(names).toEqual(['Alpha', 'beta', 'Gamma', 'Ökonom'])
})

test.each(['shop', 'SHOP', ' Shop '])('the name %j is taken when Shop is', async (name) => {
  await using database = await openFreshDatabase()
  const servers = serverStore(database, aSealer())
  await servers.create(aServer({ name: 'Shop' }), 't')
  await expect(servers.create(aServer({ name }), 't')).rejects.toThrow(Conflict)
})

test('letters beyond ASCII count as the same in either case', async () => {
  await using database = await openFreshDatabase()
  const servers = serverStore(database, aSealer())
  await servers.create(aServer({ name: 'Café' }), 't')
  await expect(servers.create(aServer({ name: 'CAFÉ' }), 't')).rejects.toThrow(Conflict)
})

test('a server cannot be renamed to a name that another one has, but may keep its own', async () => {
  await using database = await openFreshDatabase()
  const servers = serverStore(database, aSealer())
  await servers.create(aServer({ name: 'Shop' }), 't')
  const blog = await servers.create(aServer({ name: 'Blog' }), 't')
  await expect(servers.update(blog.id, aServer({ name: 'shop' }))).rejects.toThrow(Conflict)
  const renamed = await servers.update(blog.id, aServer({ name: 'BLOG', timeoutMs: 5 }))
  expect(renamed).toMatchObject({ id: blog.id, name: 'BLOG', timeoutMs: 5 })
})

test('a change without a token keeps the stored one, and with one replaces it', async () => {
  await using database = await openFreshDatabase()
  const servers = serverStore(database, aSealer())
  const shop = await servers.create(aServer(), 'first')
  await servers.update(shop.id, aServer({ name: 'Renamed' }))
  expect(await servers.token(shop)).toBe('first')
  await servers.update(shop.id, aServer(), 'second')
  expect(await servers.token(shop)).toBe('second')
})

test('a token is not given to whoever knows only the former address', async () => {
  await using database = await openFreshDatabase()
  const servers = serverStore(database, aSealer())
  const before = await servers.create(aServer(), 'first')
  const moved = await servers.update(before.id, aServer({ baseUrl: 'http://10.0.0.6' }), 'second')
  await expect(servers.token(before)).rejects.toThrow(Conflict)
  expect(await servers.token(moved)).toBe('second')
})

test.each(['', 'nonsense', "'; drop table servers", 'a\0b', '\ud800', 'x'.repeat(10_000)])(
  'the id %j is simply not found',
  async (id) => {
    await using database = await openFreshDatabase()
    const servers = serverStore(database, aSealer())
    expect(await servers.find(id)).toBeNull()
    await expect(servers.get(id)).rejects.toThrow(NotFound)
    await expect(servers.token({ ...aServer(), id })).rejects.toThrow(NotFound)
    await expect(servers.update(id, aServer())).rejects.toThrow(NotFound)
    await servers.remove(id)
  },
)

test('removing a server removes what was started on it', async () => {
  await using database = await openFreshDatabase()
  const servers = serverStore(database, aSealer())
  const operations = operationStore(database)
  const { id } = await servers.create(aServer(), 't')
  const started = { jobId: 'j1', kind: 'backup', startedBy: 'ann', startedAt: new Date() } as const
  await operations.create({ ...started, serverId: id })
  await servers.remove(id)
  expect(await servers.find(id)).toBeNull()
  expect(await operations.recent(id, 10)).toEqual([])
})
