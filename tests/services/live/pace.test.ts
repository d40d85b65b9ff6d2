import { describe, expect, test } from 'vitest'
import { usualPace, waitMs } from '../../../src/services/live/pace.ts'

const pace = { busy: 2000, calm: 30_000, slowest: 300_000 }

describe('the wait before the next look', () => {
  test.each([
    ['busy', 0, 2000],
    ['calm', 0, 30_000],
    ['out-of-reach', 1, 60_000],
    ['out-of-reach', 2, 120_000],
    ['out-of-reach', 3, 240_000],
    ['out-of-reach', 4, 300_000],
    ['out-of-reach', 5000, 300_000],
  ] as const)('after %s with %i misses is about %i ms', (mood, misses, expected) => {
    const wait = waitMs(pace, mood, misses)
    expect(wait).toBeGreaterThanOrEqual(expected * 0.9)
    expect(wait).toBeLessThanOrEqual(expected * 1.1)
  })

  test('differs from server to server, so that they are not asked together for ever', () => {
    expect(new Set(Array.from({ length: 5 }, () => waitMs(pace, 'calm', 0))).size).toBe(5)
  })

  test('is short only where something is going on', () => {
    expect(usualPace.job.busy).toBeLessThan(usualPace.jobs.calm)
    expect(usualPace.jobs.calm).toBeLessThan(usualPace.state.calm)
  })
})
