import { afterAll, describe, expect, test } from 'vitest'
import { filledId, fillTables } from '../../../bench/fleet/fill-tables.ts'
import type { RunQuery } from '../../../src/core/fleet/run-query.ts'
import { calendarStore } from '../../../src/store/fleet/calendar.ts'
import { historyStore } from '../../../src/store/fleet/history.ts'
import { overviewStore } from '../../../src/store/fleet/overview.ts'
import { runListStore } from '../../../src/store/fleet/runs.ts'
import { openFreshDatabase } from '../../support/stores.ts'

const now = new Date('2026-11-20T12:00:00Z')
const today = Date.parse('2026-11-20') / 86_400_000
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const failing = filledId(3)

const database = await openFreshDatabase()
afterAll(() => database[Symbol.asyncDispose]())
await fillTables(database.pool, { servers: 12, databases: 2, days: 40, now })

describe('the overview', () => {
  const overview = overviewStore(database)

  test('has a record of each server, with what its databases are', async () => {
    const records = await overview.records()
    expect(records).toHaveLength(12)
    expect(records.find(({ id }) => id === failing)).toMatchObject({
      databases: { safe: 1, failing: 1, late: 0, unknown: 0 },
      found: { state: 'failing', evidence: [expect.any(String)], activeJobs: 0 },
    })
    expect(records.find(({ id }) => id === filledId(5))?.found?.activeJobs).toBe(1)
  })

  test('has a record of a server that was never polled', async () => {
    await using fresh = await openFreshDatabase()
    await fillTables(fresh.pool, { servers: 1, databases: 1, days: 1, now })
    await fresh.pool.query('delete from snapshots; delete from databases')
    const [record] = await overviewStore(fresh).records()
    expect(record).toMatchObject({ found: null, databases: { safe: 0 }, oldestGoodAt: null })
  })

  test('tells the days of those servers only that are shown', async () => {
    const days = await overview.days([failing], daysAgo(31))
    expect([...days.keys()]).toEqual([failing])
    const last = days.get(failing)?.find(({ day }) => day === today)
    expect(last).toMatchObject({ verdict: 'failed', punctuality: 'on-time', runs: 1 })
  })

  test('adds up what dumps that came and went make the store grow by', async () => {
    const before = await overview.growth([failing], daysAgo(10))
    await database.pool.query(
      `insert into dumps (server_id, identity, database, name, size_bytes, finished_at, slots, appeared_at, vanished_at)
       values ($1, 'new', 'shop', 'a', 500, $2, '{last}', $2, null),
              ($1, 'gone', 'shop', 'b', 200, $3, '{last}', $3, $2),
              ($1, 'both', 'shop', 'c', 900, $2, '{last}', $2, $2)`,
      [failing, daysAgo(1), daysAgo(20)],
    )
    const after = await overview.growth([failing], daysAgo(10))
    const grown = (after.get(failing)?.bytes ?? 0) - (before.get(failing)?.bytes ?? 0)
    expect(grown).toBe(300)
    expect(after.get(failing)?.since).toEqual(daysAgo(10))
  })

  test('lets no span begin before the server was known', async () => {
    const growth = await overview.growth([failing], daysAgo(300))
    expect(growth.get(failing)?.since).toEqual(daysAgo(40))
  })

  test('counts the runs of the last day', async () => {
    const { verified, troubled, missed } = await overview.runsSince(daysAgo(1))
    expect([verified + troubled + missed, troubled > 0, missed > 0]).toEqual([12, true, true])
  })

  test('counts those of which nothing is certain as neither good nor bad', async () => {
    const before = await overview.runsSince(daysAgo(1))
    const change = (from: string, to: string) =>
      database.pool.query('update runs set verdict = $2 where verdict = $1 and at >= $3', [
        from,
        to,
        daysAgo(1),
      ])
    await change('verified', 'unproven')
    const after = await overview.runsSince(daysAgo(1))
    await change('unproven', 'verified')
    expect(after).toEqual({ ...before, verified: 0, uncertain: before.verified })
  })
})

describe('lists of runs', () => {
  const runs = runListStore(database)
  const everything: RunQuery = {
    ...{ serverId: '', tag: '', text: '', day: null, verdict: '', punctuality: '', database: '' },
    ...{ page: 1, perPage: 10 },
  }
  const page = (changes: Partial<RunQuery>) => runs.page({ ...everything, ...changes })

  test('are one page, newest first', async () => {
    const { runs, total } = await page({ serverId: failing })
    expect([runs.length, total]).toEqual([10, 40])
    const times = runs.map(({ at }) => at.getTime())
    expect(times).toEqual(times.toSorted((a, b) => b - a))
    const last = await page({ serverId: failing, page: 4 })
    expect(last.runs.at(-1)?.at.getTime()).toBeLessThan(times[9] ?? 0)
  })

  test('are narrowed by verdict, punctuality and database', async () => {
    const failed = await page({ verdict: 'failed', perPage: 100 })
    expect(new Set(failed.runs.map(({ verdict }) => verdict))).toEqual(new Set(['failed']))
    const missed = await page({ punctuality: 'missed' })
    expect(missed.runs[0]).toMatchObject({ punctuality: 'missed', verdict: null, startedAt: null })
    expect((await page({ serverId: failing, database: 'shop' })).total).toBeLessThan(41)
    expect((await page({ serverId: failing, database: 'nothing' })).total).toBe(0)
  })

  test('of a day go by the clock of each server, and begin with what went wrong', async () => {
    const { runs, total } = await page({ day: today, perPage: 50 })
    expect(total).toBe(12)
    // By UTC, those of half past five east began the evening before.
    expect(runs.some(({ at }) => at < new Date('2026-11-20T00:00:00Z'))).toBe(true)
    expect(runs[0]?.verdict).not.toBe('verified')
    expect(runs.at(-1)?.verdict).toBe('verified')
  })

  test('are narrowed by tag and name, whatever is typed', async () => {
    const all = (await page({ day: today })).total
    expect((await page({ day: today, tag: 'staging' })).total).toBe(3)
    expect((await page({ day: today, text: 'SHOP' })).total).toBeLessThan(all)
    expect((await page({ day: today, text: '%' })).total).toBe(0)
    expect((await page({ tag: '\0', text: '\0', serverId: '\0' })).total).toBe(0)
  })
})

describe('the calendar', () => {
  const calendar = calendarStore(database)
  const everywhere = { serverId: '', tag: '', text: '' }

  test('tells what runs of each day came to', async () => {
    const tallies = await calendar.tallies(everywhere, { first: today - 3, last: today }, now)
    const sum = (day: number) =>
      tallies.filter((each) => each.day === day).reduce((total, { runs }) => total + runs, 0)
    expect([sum(today - 3), sum(today)]).toEqual([12, 12])
    const expected = tallies.map(({ day, expected, runs }) =>
      day === today ? runs - expected : expected,
    )
    expect(new Set(expected)).toEqual(new Set([0]))
  })

  test('counts servers with one schedule together, and no paused one', async () => {
    await database.pool.query("update snapshots set schedule = '@daily', utc_offset_minutes = 60")
    expect(await calendar.schedules(everywhere)).toEqual([
      {
        schedule: '@daily',
        offsetMinutes: 60,
        servers: 12,
        nextRunAt: null,
        intervalMs: 86_400_000,
      },
    ])
    await database.pool.query('update servers set is_enabled = false where id <> $1', [failing])
    expect((await calendar.schedules(everywhere))[0]?.servers).toBe(1)
    expect(await calendar.schedules({ ...everywhere, tag: 'nothing' })).toEqual([])
  })
})

describe('the history of a server', () => {
  const history = historyStore(database)
  const wanted = { serverId: failing, kind: '', severity: '', before: '', limit: 2 } as const

  test('has its events, newest first, from any of them on', async () => {
    const [first, second] = await history.events(wanted)
    expect(Number(first?.id)).toBeGreaterThan(Number(second?.id))
    const older = await history.events({ ...wanted, before: second?.id ?? '' })
    expect(Number(older[0]?.id)).toBeLessThan(Number(second?.id))
    const settings = await history.events({ ...wanted, kind: 'settings', severity: 'info' })
    expect(settings[0]).toMatchObject({ kind: 'settings', severity: 'info', serverId: failing })
    expect(await history.events({ ...wanted, kind: 'settings', severity: 'critical' })).toEqual([])
  })

  test('makes days of hours where the days are not made yet', async () => {
    const days = await history.health(failing, 'day', daysAgo(40))
    expect(days.at(-1)?.startsAt).toEqual(new Date('2026-11-20T00:00:00Z'))
    const whole = days.find(({ startsAt }) => startsAt.getTime() === Date.parse('2026-11-18'))
    expect((whole?.ok ?? 0) + (whole?.unreachable ?? 0)).toBe(24 * 60)
    const hours = await history.health(failing, 'hour', daysAgo(2))
    expect(hours.length).toBeGreaterThanOrEqual(48)
  })
})
