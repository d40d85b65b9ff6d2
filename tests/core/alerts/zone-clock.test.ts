import { describe, expect, test } from 'vitest'
import { instantOf, isTimeZone, wallTime, weekdayOf } from '../../../src/core/alerts/zone-clock.ts'

const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000

describe('the moment at which a clock shows a time', () => {
  test.each([
    ['2026-07-01', 22 * 60, 'Europe/Berlin', '2026-07-01T20:00:00Z'],
    ['2026-12-01', 22 * 60, 'Europe/Berlin', '2026-12-01T21:00:00Z'],
    ['2026-11-21', 0, 'Asia/Kathmandu', '2026-11-20T18:15:00Z'],
    ['2026-11-21', 90, 'UTC', '2026-11-21T01:30:00Z'],
    // Put forward: the time is skipped, and counts as if the clock had not been touched.
    ['2026-03-29', 2 * 60 + 30, 'Europe/Berlin', '2026-03-29T01:30:00Z'],
    ['2026-03-29', 3 * 60, 'Europe/Berlin', '2026-03-29T01:00:00Z'],
    // Put back: it comes twice, and the first counts.
    ['2026-10-25', 2 * 60 + 30, 'Europe/Berlin', '2026-10-25T00:30:00Z'],
    ['2026-10-25', 3 * 60, 'Europe/Berlin', '2026-10-25T02:00:00Z'],
    ['2026-03-08', 2 * 60 + 30, 'America/New_York', '2026-03-08T07:30:00Z'],
  ])('%s, minute %i in %s is %s', (date, minute, zone, expected) => {
    expect(instantOf(dayOf(date), minute, zone)).toEqual(new Date(expected))
  })
})

test('a clock on the wall shows day, minute and weekday of its zone', () => {
  const at = new Date('2026-11-21T22:30:00Z')
  expect(wallTime(at, 'UTC')).toEqual({ day: dayOf('2026-11-21'), minute: 1350, weekday: 6 })
  expect(wallTime(at, 'Asia/Tokyo')).toEqual({ day: dayOf('2026-11-22'), minute: 450, weekday: 0 })
})

test('days before 1970 have weekdays too', () => {
  expect([weekdayOf(0), weekdayOf(-1), weekdayOf(-5)]).toEqual([4, 3, 6])
})

test.each([
  ['Europe/Berlin', true],
  ['UTC', true],
  ['Mars/Base', false],
  ['', false],
])('%s is a time zone: %s', (zone, expected) => {
  expect(isTimeZone(zone)).toBe(expected)
})
