import { expect, test } from 'vitest'
import { presentState } from '../../../src/core/monitor/staleness.ts'

const now = new Date('2026-11-21T12:00:00Z')
const minute = 60_000
const ago = (ms: number) => new Date(now.getTime() - ms)

test.each([
  ['a minute ago', minute, 'ok'],
  ['thirteen minutes ago, as of a dead server that is left alone', 13 * minute, 'ok'],
  ['longer ago than any pause between polls', 13 * minute + 1, 'unknown'],
])('what was found %s counts as it should', (_when, age, state) => {
  expect(presentState({ state: 'ok', polledAt: ago(age) }, minute, now)).toBe(state)
})

test('a server that is asked once an hour is not stale after two', () => {
  const found = { state: 'late' as const, polledAt: ago(120 * minute) }
  expect(presentState(found, 60 * minute, now)).toBe('late')
})

test('nobody has looked yet: unknown', () => {
  expect(presentState(null, minute, now)).toBe('unknown')
})

test('a paused server is not looked at, and stays paused', () => {
  const found = { state: 'paused' as const, polledAt: ago(48 * 60 * minute) }
  expect(presentState(found, minute, now)).toBe('paused')
})
