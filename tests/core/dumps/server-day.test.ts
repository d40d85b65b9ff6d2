import { expect, test } from 'vitest'
import { dayOfDump, daysUpTo, isoDay, serverDay } from '../../../src/core/dumps/server-day.ts'
import { aDump, aFile } from '../builders.ts'

const hour = 60
const day = (iso: string) => serverDay(new Date(iso), 0)

test.each([
  ['2026-11-20T23:30:00Z', 0, '2026-11-20'],
  ['2026-11-20T23:30:00Z', hour, '2026-11-21'],
  ['2026-11-20T00:30:00Z', -hour, '2026-11-19'],
  ['2026-02-28T20:00:00Z', 345, '2026-03-01'],
])('%s is, %i minutes east, on %s', (iso, offset, day) => {
  expect(isoDay(serverDay(new Date(iso), offset))).toBe(day)
})

test('days follow each other through leap years and changes of the clock', () => {
  expect(daysUpTo(day('2028-03-01'), 3).map(isoDay)).toEqual([
    '2028-02-28',
    '2028-02-29',
    '2028-03-01',
  ])
  expect(daysUpTo(day('2026-10-26'), 3).map(isoDay)).toEqual([
    '2026-10-24',
    '2026-10-25',
    '2026-10-26',
  ])
  expect(daysUpTo(day('2027-01-01'), 2).map(isoDay)).toEqual(['2026-12-31', '2027-01-01'])
})

const midnight = new Date('2026-10-24T22:00:10Z') // 25 October 00:00 in a zone that is at +2 until then

test('a name in last tells the day on which the dump began, whatever the clock shows today', () => {
  const stampedAt = new Date('2026-10-25T00:00:00Z')
  expect(isoDay(dayOfDump(aDump({ modifiedAt: midnight, stampedAt }), hour))).toBe('2026-10-25')
})

test('a name in daily tells the day as well', () => {
  const dump = aDump({ slot: 'daily', modifiedAt: midnight, stampedOn: '2026-10-25' })
  expect(isoDay(dayOfDump(dump, hour))).toBe('2026-10-25')
})

test('what only weekly keeps is placed by its end and the offset of today', () => {
  expect(isoDay(dayOfDump(aDump({ slot: 'weekly', modifiedAt: midnight }), 2 * hour))).toBe(
    '2026-10-25',
  )
  expect(isoDay(dayOfDump(aDump({ slot: 'weekly', modifiedAt: midnight }), hour))).toBe(
    '2026-10-24',
  )
})

test('a dump that ends after midnight belongs to the day on which it began', () => {
  const stampedAt = new Date('2026-11-20T23:50:00Z')
  const file = aFile({ modifiedAt: new Date('2026-11-21T00:20:00Z'), stampedAt })
  expect(isoDay(dayOfDump(aDump(file), 0))).toBe('2026-11-20')
})
