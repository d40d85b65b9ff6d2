import { expect, test } from 'vitest'
import { sizeHistory } from '../../../../src/core/dumps/size-history.ts'
import { formatter } from '../../../../src/web/format.ts'
import { sizeSparkline } from '../../../../src/web/views/charts/sparkline.ts'
import { aDump, at } from '../../../core/builders.ts'

/** Dumps of these sizes at these times, oldest first. */
function sparkline(...dumps: [time: string, sizeBytes: number][]) {
  const newestFirst = dumps
    .map(([time, sizeBytes]) => aDump({ name: `${time}.sql`, modifiedAt: at(time), sizeBytes }))
    .reverse()
  return sizeSparkline(sizeHistory(newestFirst), formatter())
}

test('a line starts at the left and ends at the right, with zero at the bottom', () => {
  const line = sparkline(['10:00:00', 0], ['11:00:00', 5], ['12:00:00', 10])
  expect(line?.line).toBe('3.0,21.0 48.0,12.0 93.0,3.0')
  expect(line?.area).toBe('3.0,21.0 3.0,21.0 48.0,12.0 93.0,3.0 93.0,21.0')
})

test('points lie where their time puts them', () => {
  const line = sparkline(['10:00:00', 1], ['10:15:00', 1], ['11:00:00', 1])
  expect(line?.line.split(' ').map((point) => point.split(',')[0])).toEqual(['3.0', '25.5', '93.0'])
})

test('dumps of one moment stand side by side', () => {
  const line = sparkline(['10:00:00', 1], ['10:00:00', 1])
  expect(line?.line).toBe('3.0,3.0 93.0,3.0')
})

test('one dump makes no line', () => {
  expect(sparkline(['10:00:00', 1])).toBeNull()
})

test('the newest dump is a dot, and what stands out is marked and counted', () => {
  const line = sparkline(
    ['08:00:00', 100],
    ['09:00:00', 100],
    ['10:00:00', 100],
    ['11:00:00', 100],
    ['12:00:00', 100],
    ['13:00:00', 10],
    ['14:00:00', 0],
    ['15:00:00', 120],
  )
  expect(line?.dots.map(({ kind }) => kind)).toEqual(['small', 'empty', 'newest'])
  expect(line?.label).toBe('Size of the last 8 dumps: from 100 B to 120 B, 2 outliers')
  expect(line?.change).toBe('+20 %')
})
