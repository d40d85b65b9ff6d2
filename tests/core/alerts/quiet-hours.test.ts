import { describe, expect, test } from 'vitest'
import { quietUntil } from '../../../src/core/alerts/rule.ts'

const nights = {
  quietHours: { from: 22 * 60, until: 7 * 60 },
  zone: 'Europe/Berlin',
  criticalPasses: true,
}
const at = (text: string) => new Date(text)

describe('quiet hours', () => {
  test.each([
    ['before they begin', '2026-11-21T20:59:00Z', null],
    ['when they begin', '2026-11-21T21:00:00Z', '2026-11-22T06:00:00Z'],
    ['after midnight', '2026-11-22T02:00:00Z', '2026-11-22T06:00:00Z'],
    ['when they end', '2026-11-22T06:00:00Z', null],
    ['in the night that is an hour shorter', '2026-03-28T22:00:00Z', '2026-03-29T05:00:00Z'],
    ['in the night that is an hour longer', '2026-10-24T22:00:00Z', '2026-10-25T06:00:00Z'],
  ])('%s', (_, now, until) => {
    expect(quietUntil(nights, 'warning', at(now))).toEqual(until === null ? null : at(until))
  })

  test('that end at a time which is skipped end all the same', () => {
    const rule = { ...nights, quietHours: { from: 0, until: 2 * 60 + 30 } }
    expect(quietUntil(rule, 'warning', at('2026-03-29T00:59:00Z'))).toEqual(
      at('2026-03-29T01:30:00Z'),
    )
    expect(quietUntil(rule, 'warning', at('2026-03-29T01:30:00Z'))).toBeNull()
  })

  test('that end at a time which comes twice end at the first', () => {
    const rule = { ...nights, quietHours: { from: 0, until: 2 * 60 + 30 } }
    expect(quietUntil(rule, 'warning', at('2026-10-25T00:31:00Z'))).toBeNull()
  })

  test('within one day do not reach into the night', () => {
    const rule = { ...nights, zone: 'UTC', quietHours: { from: 9 * 60, until: 17 * 60 } }
    expect(quietUntil(rule, 'info', at('2026-11-21T12:00:00Z'))).toEqual(at('2026-11-21T17:00:00Z'))
    expect(quietUntil(rule, 'info', at('2026-11-21T20:00:00Z'))).toBeNull()
  })

  test('let what is critical pass only if that was chosen', () => {
    const now = at('2026-11-22T02:00:00Z')
    expect(quietUntil(nights, 'critical', now)).toBeNull()
    expect(quietUntil({ ...nights, criticalPasses: false }, 'critical', now)).not.toBeNull()
  })

  test('are none where none were set', () => {
    expect(
      quietUntil({ ...nights, quietHours: null }, 'info', at('2026-11-22T02:00:00Z')),
    ).toBeNull()
  })
})
