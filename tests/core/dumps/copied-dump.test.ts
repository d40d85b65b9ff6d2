import { describe, expect, test } from 'vitest'
import { isCopied } from '../../../src/core/dumps/copied-dump.ts'

const at = (time: string) => new Date(`2026-11-20T${time}:00Z`)
const lastRunAt = at('03:05')

describe('a dump is a copy that lost its time', () => {
  test.each([
    ['when it began before the last run ended, and ends long after it', '03:00', '20:00', true],
    ['not when the run’s own clocks differ by minutes', '03:00', '03:10', false],
    ['not when a later run made it, which has not told of its end yet', '04:00', '20:00', false],
    ['not when it is older than the last run as a whole', '01:00', '01:05', false],
  ])('%s', (_what, began, ended, expected) => {
    expect(isCopied({ startedAt: at(began), finishedAt: at(ended) }, lastRunAt)).toBe(expected)
  })

  test('which nobody can tell without a last run', () => {
    expect(isCopied({ startedAt: at('03:00'), finishedAt: at('20:00') }, null)).toBe(false)
  })
})
