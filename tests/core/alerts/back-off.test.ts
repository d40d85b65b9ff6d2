import { expect, test } from 'vitest'
import { nextAttemptAt } from '../../../src/core/alerts/back-off.ts'

const createdAt = new Date('2026-11-21T12:00:00Z')
const minutes = (amount: number) => new Date(createdAt.getTime() + amount * 60_000)
const passing = { isFinal: false }

test.each([
  [1, 1],
  [2, 2],
  [3, 4],
  [6, 32],
  [7, 60],
  [500, 60],
])('after attempt %i the next is %i minutes later', (attempts, wait) => {
  expect(nextAttemptAt({ createdAt, attempts }, passing, createdAt)).toEqual(minutes(wait))
})

test('never sooner than the receiver asked for', () => {
  const busy = { isFinal: false, retryAfterMs: 10 * 60_000 }
  expect(nextAttemptAt({ createdAt, attempts: 1 }, busy, createdAt)).toEqual(minutes(10))
  const hasty = { isFinal: false, retryAfterMs: 1_000 }
  expect(nextAttemptAt({ createdAt, attempts: 1 }, hasty, createdAt)).toEqual(minutes(1))
})

test('not at all when it would end the same way, or when a day is over', () => {
  expect(nextAttemptAt({ createdAt, attempts: 1 }, { isFinal: true }, createdAt)).toBeNull()
  expect(nextAttemptAt({ createdAt, attempts: 30 }, passing, minutes(23 * 60))).toEqual(
    minutes(24 * 60),
  )
  expect(nextAttemptAt({ createdAt, attempts: 30 }, passing, minutes(23 * 60 + 1))).toBeNull()
})
