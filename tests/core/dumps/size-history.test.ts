import { expect, test } from 'vitest'
import type { Dump } from '../../../src/core/dumps/backup.ts'
import { sizeHistory } from '../../../src/core/dumps/size-history.ts'
import { oddSize } from '../../../src/core/ledger/sizes.ts'
import { aDump } from '../builders.ts'

/** Dumps of these sizes, the last of them the newest, in the order that lists have: newest first. */
function dumps(...sizes: number[]): Dump[] {
  return sizes.map((sizeBytes, day) => aDump({ name: `d${day}.sql`, sizeBytes })).reverse()
}

const verdicts = (...sizes: number[]) => sizeHistory(dumps(...sizes)).map(({ verdict }) => verdict)

test('points are in the order of time', () => {
  expect(sizeHistory(dumps(1, 2, 3)).map(({ dump }) => dump.sizeBytes)).toEqual([1, 2, 3])
})

test.each([
  [49, 'small'],
  [50, 'usual'],
  [300, 'usual'],
  [301, 'large'],
  [0, 'empty'],
])('after dumps of 100 bytes one of %i is %s', (size, verdict) => {
  expect(verdicts(100, 100, 100, 100, 100, size).at(-1)).toBe(verdict)
})

test('five dumps must be there before anything stands out', () => {
  expect(verdicts(100, 100, 100, 100, 1).at(-1)).toBe('usual')
  expect(sizeHistory(dumps(1, 1, 1, 1, 100, 1)).map(({ usualBytes }) => usualBytes)).toEqual([
    ...[null, null, null, null, null],
    1,
  ])
})

test('what stands out is what an alert would tell of', () => {
  const sizes = [100, 100, 100, 100, 100, 301, 49, 300, 50]
  const rows = dumps(...sizes)
  const told = rows.map((_, index) => oddSize(rows.slice(index))?.kind ?? 'usual')
  expect(verdicts(...sizes)).toEqual(told.reverse())
})

test('steady growth never stands out', () => {
  const sizes = Array.from({ length: 40 }, (_, day) => Math.round(1000 * 1.1 ** day))
  expect(new Set(verdicts(...sizes))).toEqual(new Set(['usual']))
})

test('an outlier does not move what is usual, an empty dump least of all', () => {
  const points = sizeHistory(dumps(100, 100, 100, 100, 100, 9000, 0, 0, 0, 100))
  expect(points.at(-1)).toMatchObject({ verdict: 'usual', usualBytes: 100 })
})

test('a new size becomes the usual one when more than half of fifteen have it', () => {
  const then = verdicts(...Array(15).fill(9), ...Array(9).fill(50)).slice(15)
  expect(then).toEqual([...Array(8).fill('large'), 'usual'])
})

test('gzip of nothing is empty, however usual its size', () => {
  const nothing = [1, 2, 3].map((day) => aDump({ name: `d${day}.sql.gz`, sizeBytes: 20 }))
  expect(sizeHistory(nothing).every(({ verdict }) => verdict === 'empty')).toBe(true)
})
