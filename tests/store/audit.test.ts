import { expect, test } from 'vitest'
import type { AuditEntry } from '../../src/core/audit.ts'
import { auditStore } from '../../src/store/audit.ts'
import { serverStore } from '../../src/store/servers.ts'
import { userStore } from '../../src/store/users.ts'
import { aSealer, aServer, openFreshDatabase } from '../support/stores.ts'

function anEntry(changes: Partial<AuditEntry> = {}): AuditEntry {
  return {
    actor: { userId: 'u1', username: 'ann', address: '10.0.0.9' },
    action: 'backup.download',
    target: { kind: 'backup', id: 'last:shop.sql.gz', name: 'shop.sql.gz' },
    serverId: 's1',
    outcome: 'done',
    detail: { bytes: 5_000_000_000, isResumed: false, slot: 'last' },
    ...changes,
  }
}

test('an act is remembered as it was told, with its moment', async () => {
  await using database = await openFreshDatabase()
  const audit = auditStore(database)
  await audit.add(anEntry())
  const expected = { ...anEntry(), id: expect.any(String), at: expect.any(Date) }
  expect(await audit.list({ limit: 10 })).toEqual([expected])
})

test('an act of the command line has no user and no address', async () => {
  await using database = await openFreshDatabase()
  const audit = auditStore(database)
  const { detail: _, serverId: __, ...bare } = anEntry()
  const entry = { ...bare, actor: { userId: null, username: 'command line', address: null } }
  await audit.add(entry)
  expect(await audit.list({ limit: 1 })).toEqual([
    { ...entry, id: expect.any(String), at: expect.any(Date) },
  ])
})

test('acts are listed newest first, page by page, also those of one server', async () => {
  await using database = await openFreshDatabase()
  const audit = auditStore(database)
  for (const [at, serverId] of ['s1', 's2', 's1', 's2', 's1'].entries()) {
    await audit.add(anEntry({ serverId, detail: { at } }))
  }
  const placesOf = async (query: Parameters<typeof audit.list>[0]) =>
    (await audit.list(query)).map(({ detail }) => detail?.['at'])
  expect(await placesOf({ limit: 3 })).toEqual([4, 3, 2])
  expect(await placesOf({ serverId: 's1', limit: 10 })).toEqual([4, 2, 0])
  const third = (await audit.list({ limit: 3 }))[2]
  expect(await placesOf({ limit: 10, before: third?.id ?? '' })).toEqual([1, 0])
})

test.each(['', 'x', '-1', '1; drop table audit', '9'.repeat(30)])(
  'nothing comes before the record %j',
  async (before) => {
    await using database = await openFreshDatabase()
    const audit = auditStore(database)
    await audit.add(anEntry())
    expect(await audit.list({ limit: 10, before })).toEqual([])
  },
)

test('names that Postgres could not hold are made fit rather than lost', async () => {
  await using database = await openFreshDatabase()
  const audit = auditStore(database)
  const hostile = `a\0b\ud800${'x'.repeat(5_000)}`
  await audit.add(
    anEntry({
      actor: { userId: null, username: hostile, address: null },
      target: { kind: 'backup', id: hostile, name: hostile },
      detail: { file: hostile },
    }),
  )
  const [record] = await audit.list({ limit: 1 })
  expect(record?.target.name).toMatch(/^a\uFFFDb\uFFFDx{1996}$/)
  expect(record?.detail?.['file']).toBe(record?.target.name)
})

test('the trail is never changed', async () => {
  await using database = await openFreshDatabase()
  await auditStore(database).add(anEntry())
  const attack = `update audit set actor_username = 'eve'`
  await expect(database.pool.query(attack)).rejects.toThrow(/never changed/)
})

test('the trail outlives the server and the user that it speaks of', async () => {
  await using database = await openFreshDatabase()
  const [audit, servers] = [auditStore(database), serverStore(database, aSealer())]
  const ann = await userStore(database).createFirst({ username: 'ann', passwordHash: 'hash' })
  const server = await servers.create(aServer(), 't')
  const actor = { userId: ann.id, username: 'ann', address: null }
  await audit.add(anEntry({ actor, serverId: server.id }))
  await servers.remove(server.id)
  await database.pool.query('delete from users')
  expect(await audit.list({ serverId: server.id, limit: 10 })).toMatchObject([{ actor }])
})

test('the log is narrowed by act, outcome, person, and what or where it was', async () => {
  await using database = await openFreshDatabase()
  const audit = auditStore(database)
  const otto = { userId: 'u2', username: 'otto', address: null }
  await audit.add(anEntry({ detail: { server: 'Berlin 100%' } }))
  await audit.add(anEntry({ actor: otto, action: 'backup.remove', outcome: 'failed' }))
  await audit.add(anEntry({ target: { kind: 'server', id: 's1', name: 'a_b' } }))
  const found = async (filter: Parameters<typeof audit.count>[0]) => {
    const records = await audit.list({ ...filter, limit: 10 })
    expect(await audit.count(filter)).toBe(records.length)
    return records.length
  }
  expect(await found({})).toBe(3)
  expect(await found({ action: 'backup.remove' })).toBe(1)
  expect(await found({ outcome: 'done' })).toBe(2)
  expect(await found({ who: 'OTT' })).toBe(1)
  expect(await found({ about: 'berlin' })).toBe(1)
  expect(await found({ about: 'SHOP.sql', who: 'ann' })).toBe(1)
  expect(await found({ about: '0%' })).toBe(1)
  for (const pattern of ['%', '_', 'b%']) expect(await found({ about: pattern })).toBeLessThan(2)
  for (const odd of ['\\', '\0', "'"]) expect(await found({ about: odd, who: odd })).toBe(0)
})
