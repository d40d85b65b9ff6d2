import { describe, expect, test } from 'vitest'
import { firstRule, matches } from '../../../src/core/alerts/rule.ts'
import { isAtLeast, isWorse, worst } from '../../../src/core/alerts/severity.ts'

const shop = { id: 's1', tags: ['berlin', 'production'] }
const failed = { kind: 'run', severity: 'critical' } as const

describe('a rule matches', () => {
  test.each([
    ['everything that is bad enough', {}, failed, true],
    ['nothing that is less bad', {}, { ...failed, severity: 'info' as const }, false],
    [
      'as bad as was chosen',
      { minSeverity: 'info' as const },
      { ...failed, severity: 'info' as const },
      true,
    ],
    [
      'no end of a problem',
      { minSeverity: 'info' as const },
      { ...failed, severity: 'resolved' as const },
      false,
    ],
    ['nothing when it is off', { isEnabled: false }, failed, false],
    ['its kinds', { kinds: ['run' as const] }, failed, true],
    ['no other kind', { kinds: ['size' as const] }, failed, false],
    ['servers with one of its tags', { tags: ['munich', 'berlin'] }, failed, true],
    ['no server without', { tags: ['munich'] }, failed, false],
    ['its servers', { serverIds: ['s1'] }, failed, true],
    ['no other server, not even when its own is gone', { serverIds: ['s2'] }, failed, false],
    ['servers of either', { serverIds: ['s1'], tags: ['munich'] }, failed, true],
  ])('%s', (_, changes, event, expected) => {
    expect(matches({ ...firstRule, ...changes }, event, shop)).toBe(expected)
  })
})

test('severities are in order', () => {
  expect(isAtLeast('critical', 'warning')).toBe(true)
  expect(isAtLeast('info', 'warning')).toBe(false)
  expect(isWorse('warning', 'warning')).toBe(false)
  expect(isWorse('critical', 'warning')).toBe(true)
  expect(worst(['info', 'critical', 'warning'])).toBe('critical')
  expect(worst([])).toBe('info')
})
