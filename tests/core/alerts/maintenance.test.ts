import { describe, expect, test } from 'vitest'
import {
  isPast,
  type MaintenanceWindow,
  maintainedUntil,
  openUntil,
} from '../../../src/core/alerts/maintenance.ts'

const at = (text: string) => new Date(text)

const once = { startsAt: at('2026-11-21T20:00:00Z'), endsAt: at('2026-11-21T22:00:00Z') }
/** Saturday 22:00 to Sunday 02:00. */
const weekly = { weekdays: [6], from: 1320, until: 120, zone: 'Europe/Berlin' }

describe('a window is open', () => {
  test.each([
    ['not before it starts', once, '2026-11-21T19:59:59Z', null],
    ['from its start', once, '2026-11-21T20:00:00Z', '2026-11-21T22:00:00Z'],
    ['not when it ends', once, '2026-11-21T22:00:00Z', null],
    ['on its weekday', weekly, '2026-11-21T21:30:00Z', '2026-11-22T01:00:00Z'],
    [
      'past midnight, by the day it began on',
      weekly,
      '2026-11-22T00:30:00Z',
      '2026-11-22T01:00:00Z',
    ],
    ['on no other day', weekly, '2026-11-22T21:30:00Z', null],
    [
      'until the first of two same times when clocks go back',
      weekly,
      '2026-10-24T21:00:00Z',
      '2026-10-25T00:00:00Z',
    ],
  ])('%s', (_, time, now, until) => {
    expect(openUntil({ time }, at(now))).toEqual(until === null ? null : at(until))
  })
})

test('a single window passes, a weekly one never does', () => {
  expect(isPast({ time: once }, at('2026-11-21T22:00:00Z'))).toBe(true)
  expect(isPast({ time: once }, at('2026-11-21T21:00:00Z'))).toBe(false)
  expect(isPast({ time: weekly }, at('2036-11-21T22:00:00Z'))).toBe(false)
})

test('a server is in maintenance until the last of its windows closes', () => {
  const window = (changes: Partial<MaintenanceWindow>): MaintenanceWindow => ({
    ...{ id: 'w', reason: '', createdBy: 'ann', tags: [], serverIds: [], time: once },
    ...changes,
  })
  const longer = { startsAt: once.startsAt, endsAt: at('2026-11-22T00:00:00Z') }
  const windows = [window({ serverIds: ['s1'] }), window({ tags: ['berlin'], time: longer })]
  const now = at('2026-11-21T21:00:00Z')
  expect(maintainedUntil(windows, { id: 's1', tags: [] }, now)).toEqual(once.endsAt)
  expect(maintainedUntil(windows, { id: 's1', tags: ['berlin'] }, now)).toEqual(longer.endsAt)
  expect(maintainedUntil(windows, { id: 's2', tags: [] }, now)).toBeNull()
})
