import { expect, test } from 'vitest'
import type { BackupFile } from '../../../src/core/dumps/backup.ts'
import { inferUtcOffset } from '../../../src/core/dumps/utc-offset.ts'
import { aFile } from '../builders.ts'

const hour = 60

/** A dump that began at this moment on a wall clock with that offset, and took so many seconds. */
function stamped(offsetMinutes: number, seconds: number, day = 20): BackupFile {
  const startedAt = Date.UTC(2026, 10, day, 21, 56, 6)
  return aFile({
    name: `shop-${day}-${offsetMinutes}-${seconds}.sql.gz`,
    stampedAt: new Date(startedAt + offsetMinutes * 60_000),
    modifiedAt: new Date(startedAt + seconds * 1000),
  })
}

test.each([0, hour, 2 * hour, -5 * hour, 330, 345, -210, 14 * hour, -12 * hour])(
  'a server at %i minutes is recognised by one short dump',
  (offset) => {
    expect(inferUtcOffset([stamped(offset, 2)])).toBe(offset)
    expect(inferUtcOffset([stamped(offset, 600)])).toBe(offset)
  },
)

test.each([20, 40, 55])('a dump of %i minutes still points to the whole hour', (minutes) => {
  expect(inferUtcOffset([stamped(hour, minutes * 60)])).toBe(hour)
})

test('a clock that lags by seconds does not move the offset', () => {
  expect(inferUtcOffset([stamped(hour, -2)])).toBe(hour)
})

test('long dumps are outvoted, and win no draw', () => {
  const long = stamped(hour, 80 * 60)
  expect(inferUtcOffset([long, stamped(hour, 2), stamped(hour, 5, 19)])).toBe(hour)
  expect(inferUtcOffset([long, stamped(hour, 2, 19)])).toBe(hour)
})

test('files that were copied there by hand are outvoted by the server’s own', () => {
  const copied = [29, 31, 29, 42].map((minutes, day) => stamped(-7 * hour, minutes * 60, day + 10))
  expect(inferUtcOffset([...copied, stamped(0, 1), stamped(0, 2, 21)])).toBe(0)
})

test('after a change to winter time the newest thirty files decide', () => {
  const summer = Array.from({ length: 28 }, (_, day) => stamped(2 * hour, day, 1))
  const winter = Array.from({ length: 28 }, (_, day) => stamped(hour, day, 20))
  expect(inferUtcOffset([...summer, ...winter])).toBe(hour)
})

test('files that agree on nothing tell nothing', () => {
  const files = [0, 3, 6, 9].map((hours, day) => stamped(hours * hour, 2, day + 1))
  expect(inferUtcOffset(files)).toBeNull()
})

test('links, other slots and names without a start tell nothing', () => {
  const file = stamped(hour, 2)
  expect(inferUtcOffset([{ ...file, isLatestLink: true }])).toBeNull()
  expect(inferUtcOffset([{ ...file, slot: 'daily' }])).toBeNull()
  expect(inferUtcOffset([aFile()])).toBeNull()
  expect(inferUtcOffset([])).toBeNull()
})

test('a time that was set by hand is no evidence', () => {
  const file = stamped(0, 2)
  expect(inferUtcOffset([{ ...file, modifiedAt: new Date('2020-01-01') }])).toBeNull()
  expect(inferUtcOffset([{ ...file, modifiedAt: new Date('2030-01-01') }])).toBeNull()
})
