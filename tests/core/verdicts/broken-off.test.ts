import { expect, test } from 'vitest'
import { groupIntoDumps } from '../../../src/core/dumps/dump.ts'
import { brokenOff, unproven } from '../../../src/core/verdicts/broken-off.ts'
import { aFile, at, inAllSlots } from '../builders.ts'

function found(...files: ReturnType<typeof inAllSlots>) {
  return [...brokenOff(groupIntoDumps(files))].map((dump) => dump.name)
}

const whole = inAllSlots()
const later = aFile({ name: 'shop-20261120-225606.sql.gz', modifiedAt: at('22:56:08') })
const earlier = aFile({ name: 'shop-20261120-205606.sql.gz', modifiedAt: at('20:56:08') })

test('a file in last alone, newer than what the other slots hold, belongs to a run that broke off', () => {
  expect(found(...whole, later)).toEqual([later.name])
})

test('an older one has lost its other names to a later run', () => {
  expect(found(...whole, earlier)).toEqual([])
})

test('another database’s rotation says nothing', () => {
  expect(found(...whole, aFile({ database: 'crm', modifiedAt: at('22:56:08') }))).toEqual([])
})

test('where nothing was ever rotated, nothing can be said', () => {
  expect(found(later, earlier)).toEqual([])
})

test.each<[string, string | undefined, string, number]>([
  ['no run is known to have ended', undefined, '23:00:00', 1],
  ['a run failed since', 'FAILED', '23:00:00', 1],
  ['the last good run ended before it', 'OK', '22:56:05', 1],
  ['a run ended well since', 'OK', '22:56:09', 0],
])(
  'the first dump of a database, in last alone, is proven only by the status: %s',
  (_, word, time, count) => {
    const lastBackup = word === undefined ? {} : { lastBackup: { status: word, at: at(time) } }
    const status = { schedule: '@daily', isCluster: false, ...lastBackup }
    expect(unproven(groupIntoDumps([later]), status).size).toBe(count)
    expect(unproven(groupIntoDumps([...whole, later]), status).size).toBe(0)
  },
)
