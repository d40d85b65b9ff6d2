import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import type { AuditEntry, AuditOrder, AuditRecord } from '../../src/core/audit.ts'
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

/** Five acts, told apart by a number in their detail. */
async function fiveActs(audit: ReturnType<typeof auditStore>): Promise<void> {
  const acts = ['otto', 'Ann', 'vera', 'Ann', 'otto'].map((username, nth) => ({
    actor: { userId: null, username, address: null },
    outcome: nth === 2 ? ('failed' as const) : ('done' as const),
    target: { kind: 'backup' as const, id: 'x', name: nth === 0 ? 'a' : 'B' },
    detail: { nth },
  }))
  for (const act of acts) await audit.add(anEntry(act))
}

test.each<[AuditOrder['sort'], AuditOrder['direction'], number[]]>([
  ['time', 'ascending', [0, 1, 2, 3, 4]],
  ['time', 'descending', [4, 3, 2, 1, 0]],
  ['who', 'ascending', [3, 1, 4, 0, 2]],
  ['who', 'descending', [2, 4, 0, 3, 1]],
  ['target', 'ascending', [0, 4, 3, 2, 1]],
  ['outcome', 'descending', [2, 4, 3, 1, 0]],
  ['action', 'ascending', [4, 3, 2, 1, 0]],
])(
  'acts sorted by %s, %s, come page by page, equals newest first',
  async (sort, direction, all) => {
    await using database = await openFreshDatabase()
    const audit = auditStore(database)
    await fiveActs(audit)
    const order = { sort, direction }
    const seen: AuditRecord[] = []
    for (let page = await audit.list({ order, limit: 2 }); page.length > 0; ) {
      seen.push(...page)
      page = await audit.list({ order, limit: 2, before: page.at(-1)?.id ?? '' })
    }
    expect(seen.map(({ detail }) => detail?.['nth'])).toEqual(all)
  },
)

test('every order has an index that it can be read from', async () => {
  await using database = await openFreshDatabase()
  await fiveActs(auditStore(database))
  const client = await database.pool.connect()
  try {
    await client.query('set enable_seqscan = off; set enable_sort = off')
    for (const column of ['actor_key', 'action', 'target_key', 'outcome']) {
      const query = `explain select * from audit order by ${column}, id desc limit 50`
      const plan = JSON.stringify((await client.query(query)).rows)
      expect(plan).toContain(`Index Scan using audit_${column}_id_idx`)
      expect(plan).not.toContain('Sort')
    }
  } finally {
    client.release(true)
  }
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

test('a name that is longer than an index takes is kept all the same', async () => {
  await using database = await openFreshDatabase()
  const audit = auditStore(database)
  const name = randomBytes(1900).toString('latin1').replaceAll('\0', 'x')
  await audit.add(anEntry({ target: { kind: 'backup', id: 'x', name } }))
  expect((await audit.list({ limit: 1 }))[0]?.target.name).toBe(name)
})

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
