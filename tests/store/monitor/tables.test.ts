import { describe, expect, test } from 'vitest'
import { LeaseLost } from '../../../src/core/monitor/lease-lost.ts'
import { monitorStores } from '../../../src/store/monitor/stores.ts'
import { inTransaction } from '../../../src/store/monitor/transaction.ts'
import { serverStore } from '../../../src/store/servers.ts'
import { aSealer, aServer, openFreshDatabase } from '../../support/stores.ts'

async function aHouse(serverCount = 1) {
  const database = await openFreshDatabase()
  const store = serverStore(database, aSealer())
  const ids: string[] = []
  for (const nth of Array(serverCount).keys()) {
    ids.push((await store.create(aServer({ name: `Server ${nth}` }), 't')).id)
  }
  const rows = async (sql: string, values: unknown[] = []) =>
    (await database.pool.query(sql, values)).rows
  return {
    ...monitorStores(database.pool),
    pool: database.pool,
    serverId: ids[0] ?? '',
    rows,
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  }
}

const wanted = { kind: 'poll', limit: 10, except: [] }

describe('tasks', () => {
  test('are there for every server, once, and spread where there are many', async () => {
    await using house = await aHouse(3)
    await house.tasks.ensurePolls()
    await house.tasks.ensurePolls()
    const [row] = await house.rows(
      'select count(*)::int, extract(epoch from max(due_at) - min(due_at))::float8 as spread from tasks',
    )
    expect(row).toEqual({ count: 3, spread: 0.12 })
  })

  test('are claimed by one alone, while many ask at once', async () => {
    await using house = await aHouse(6)
    await house.tasks.ensurePolls()
    await house.rows("update tasks set due_at = now() - interval '1 minute'")
    const holders = ['a', 'b', 'c', 'd']
    const claims = await Promise.all(
      holders.map((holder) => house.tasks.claim(holder, { ...wanted, limit: 2 })),
    )
    const names = claims.flat().map(({ name }) => name)
    expect(names.length).toBe(6)
    expect(new Set(names).size).toBe(6)
    expect(claims.flat()[0]?.lateMs).toBeGreaterThanOrEqual(60_000)
  })

  test('are claimed again when their lease has ended, or when their holder left them behind', async () => {
    await using house = await aHouse()
    await house.tasks.ensurePolls()
    const [claim] = await house.tasks.claim('a', wanted)
    expect(await house.tasks.claim('b', wanted)).toEqual([])
    expect(await house.tasks.claim('a', { ...wanted, except: [claim?.name ?? ''] })).toEqual([])
    expect(await house.tasks.claim('a', wanted)).toHaveLength(1)
    await house.rows("update tasks set leased_until = now() - interval '1 second'")
    expect(await house.tasks.claim('b', wanted)).toHaveLength(1)
  })

  test('stay with a holder that beats while it is at work on them, and with nobody else', async () => {
    await using house = await aHouse(2)
    await house.tasks.ensurePolls()
    await house.rows("update tasks set due_at = now() - interval '1 minute'")
    const [slow] = await house.tasks.claim('a', wanted)
    await house.rows("update tasks set leased_until = now() - interval '1 second'")
    await house.instances.beat('a', [slow?.name ?? ''])
    const taken = await house.tasks.claim('b', wanted)
    expect(taken.map(({ name }) => name)).not.toContain(slow?.name)
    expect(taken).toHaveLength(1)
  })

  test('that are wanted while somebody is at work on them are kept, and due again at once', async () => {
    await using house = await aHouse()
    await house.tasks.ensurePolls()
    const [claim] = await house.tasks.claim('a', wanted)
    if (!claim) throw new Error('Nothing was due')
    await house.tasks.hurry(house.serverId)
    expect(await house.tasks.claim('b', wanted)).toEqual([])
    await house.tasks.finish(claim, { dueInMs: 60_000, misses: 0 })
    expect(await house.tasks.claim('b', wanted)).toHaveLength(1)
  })

  test('are free at once when their holder leaves', async () => {
    await using house = await aHouse()
    await house.tasks.ensurePolls()
    await house.instances.beat('a', [])
    await house.tasks.claim('a', wanted)
    await house.instances.leave('a')
    expect(await house.tasks.claim('b', wanted)).toHaveLength(1)
    expect(await house.rows('select id from instances')).toEqual([])
  })

  test('are given back only by who holds them, and with all that was written or nothing', async () => {
    await using house = await aHouse()
    await house.tasks.ensurePolls()
    const [claim] = await house.tasks.claim('a', wanted)
    if (!claim) throw new Error('Nothing was due')
    const next = { dueInMs: 60_000, misses: 0 }
    await expect(house.tasks.finish({ ...claim, holder: 'b' }, next)).rejects.toThrow(LeaseLost)
    const breaking = inTransaction(house.pool, async (transaction) => {
      await transaction.query('delete from tasks')
      throw new Error('broken off')
    })
    await expect(breaking).rejects.toThrow('broken off')
    await house.tasks.finish(claim, next)
    expect(await house.rows('select leased_by, due_at > now() as later from tasks')).toEqual([
      { leased_by: null, later: true },
    ])
  })
})

describe('history', () => {
  const addHour = `
    insert into health_rollups (server_id, span, starts_at, ok, answered, answer_ms_sum, answer_ms_max)
    values ($1, 'hour', date_trunc('day', now(), 'UTC') - make_interval(days => $2, hours => $3), 10, 10, 500, $4)`

  test('is told by the hour for two weeks, and by the day before that', async () => {
    await using house = await aHouse()
    const { serverId } = house
    for (const [days, hours, slowest] of [
      [20, 1, 80],
      [20, 2, 90],
      [15, 1, 70],
      [1, 1, 60],
    ]) {
      await house.rows(addHour, [serverId, days, hours, slowest])
    }
    await house.pruning.prune(400)
    await house.pruning.prune(400)
    const kept = await house.rows(
      `select span, ok, answered, answer_ms_sum::int as sum, answer_ms_max as max
       from health_rollups order by starts_at`,
    )
    expect(kept).toEqual([
      { span: 'day', ok: 20, answered: 20, sum: 1000, max: 90 },
      { span: 'day', ok: 10, answered: 10, sum: 500, max: 70 },
      { span: 'hour', ok: 10, answered: 10, sum: 500, max: 60 },
    ])
  })

  test('ends after so many days, but what is there still stays', async () => {
    await using house = await aHouse()
    const { serverId } = house
    for (const days of [50, 10]) {
      await house.rows(addHour, [serverId, days, 0, 1])
      await house.rows(
        `insert into events (server_id, at, kind, severity, subject, title, evidence)
         values ($1, now() - make_interval(days => $2), 'state', 'info', 'state', $3, '{}')`,
        [serverId, days, `${days} days ago`],
      )
      await house.rows(
        `insert into dumps (server_id, identity, database, name, size_bytes, finished_at, slots, appeared_at, vanished_at)
         values ($1, $3, 'shop', $3, 1, now() - interval '90 days', '{}', now(), now() - make_interval(days => $2)),
           ($1, $4, 'shop', $4, 1, now() - interval '90 days', '{}', now(), null)`,
        [serverId, days, `vanished ${days}`, `there ${days}`],
      )
    }
    await house.pruning.prune(30)
    expect(await house.rows('select title from events')).toEqual([{ title: '10 days ago' }])
    expect(await house.rows('select count(*)::int as count from health_rollups')).toEqual([
      { count: 1 },
    ])
    expect(await house.rows('select name from dumps order by name')).toEqual([
      { name: 'there 10' },
      { name: 'there 50' },
      { name: 'vanished 10' },
    ])
  })
})
