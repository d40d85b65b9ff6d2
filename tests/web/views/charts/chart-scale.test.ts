import { expect, test } from 'vitest'
import { niceTicks, place, thinOut } from '../../../../src/web/views/charts/chart-scale.ts'

test.each([
  [0, [0, 1]],
  [1, [0, 1]],
  [7, [0, 2, 4, 6, 8]],
  [1_234_567, [0, 500_000, 1_000_000, 1_500_000]],
  [80, [0, 20, 40, 60, 80]],
  [3_000_000_000, [0, 1e9, 2e9, 3e9]],
])('an axis up to %i has round ticks', (max, ticks) => {
  expect(niceTicks(max)).toEqual(ticks)
})

test('a value lies on a length as it lies between the ends, a single one in the middle', () => {
  expect(place(25, 0, 100, 1000)).toBe(250)
  expect(place(7, 7, 7, 1000)).toBe(500)
})

test('a long row is thinned out, and keeps its peaks, its order and its end values', () => {
  const values = Array.from({ length: 2000 }, (_, index) => (index === 777 ? 99 : index % 5))
  const thin = thinOut(
    values.map((value, index) => ({ value, index })),
    200,
    ({ value }) => value,
  )
  expect(thin.length).toBeLessThanOrEqual(200)
  expect(thin.some(({ value }) => value === 99)).toBe(true)
  expect(thin.map(({ index }) => index)).toEqual(
    thin.map(({ index }) => index).toSorted((a, b) => a - b),
  )
})

test('a short row stays as it is', () => {
  expect(thinOut([3, 1, 2], 3, Number)).toEqual([3, 1, 2])
})
