import { expect, test } from 'vitest'
import type { RunDayState } from '../../../src/core/dumps/run-days.ts'
import { type DatabaseRunDays, serverRunDays } from '../../../src/core/dumps/server-run-days.ts'
import { aDump } from '../builders.ts'

const holding: RunDayState[] = ['kept', 'partial', 'unproven']

function database(name: string, ...states: RunDayState[]): DatabaseRunDays {
  const days = states.map((state, index) => ({
    day: 20_000 + index,
    state,
    dumps: holding.includes(state) ? [aDump({ name, database: name })] : [],
    runs: [],
  }))
  return { database: name, days }
}

const stateOf = (...states: RunDayState[]) => {
  const all = states.map((state, index) => database(`db${index}`, state))
  const expected = all.map((each) => each.database)
  return serverRunDays(all, expected)[0]?.state
}

test.each<[RunDayState[], RunDayState]>([
  [['kept', 'kept'], 'kept'],
  [['kept', 'verified'], 'kept'],
  [['kept', 'missing'], 'partial'],
  [['kept', 'failed'], 'partial'],
  [['kept', 'none'], 'partial'],
  [['kept', 'unproven'], 'partial'],
  [['unproven', 'unproven'], 'unproven'],
  [['failed', 'missing'], 'failed'],
  [['missing', 'none'], 'missing'],
  [['kept', 'running'], 'running'],
  [['kept', 'pending'], 'pending'],
  [['failed', 'pending'], 'partial'],
  [['kept', 'unknown'], 'kept'],
  [['missing', 'unknown'], 'missing'],
  [['unknown', 'unknown'], 'unknown'],
])('databases that are %s make a day that is %s', (states, together) => {
  expect(stateOf(...states)).toBe(together)
})

test('a database that may have been dropped counts up to its last dump', () => {
  const shop = database('shop', 'kept', 'kept', 'kept')
  const old = database('old', 'kept', 'missing', 'missing')
  const states = (expected: string[] | null) =>
    serverRunDays([shop, old], expected).map(({ state }) => state)
  expect(states(null)).toEqual(['kept', 'kept', 'kept'])
  expect(states(['shop', 'old'])).toEqual(['kept', 'partial', 'partial'])
})

test('a gap before the last dump counts even when nobody names the databases', () => {
  const shop = database('shop', 'kept', 'kept', 'kept')
  const blog = database('blog', 'kept', 'missing', 'kept')
  expect(serverRunDays([shop, blog], null)[1]?.state).toBe('partial')
})

test('when all databases stop together, the days after are missed', () => {
  const all = [database('a', 'kept', 'missing'), database('b', 'kept', 'missing')]
  expect(serverRunDays(all, null)[1]?.state).toBe('missing')
})

test('a database that is no longer named counts only where it has dumps', () => {
  const all = [database('shop', 'kept', 'kept'), database('old', 'kept', 'missing')]
  const days = serverRunDays(all, ['shop'])
  expect(days.map(({ state }) => state)).toEqual(['kept', 'kept'])
  expect(days.map(({ dumps }) => dumps.length)).toEqual([2, 1])
})

test('a server without databases has no days', () => {
  expect(serverRunDays([], null)).toEqual([])
})
