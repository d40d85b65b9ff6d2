import { expect, test } from 'vitest'
import { sparkline } from '../../../src/web/views/sparkline.ts'
import { at } from '../../core/builders.ts'

const point = (time: string, value: number) => ({ at: at(time), value })

test('a line starts at the left and ends at the right, with zero at the bottom', () => {
  const line = sparkline([point('10:00:00', 0), point('11:00:00', 5), point('12:00:00', 10)], 'x')
  expect(line).toMatchObject({ points: '2.0,22.0 48.0,12.0 94.0,2.0', lastX: '94.0', lastY: '2.0' })
})

test('points lie where their time puts them', () => {
  const line = sparkline([point('10:00:00', 1), point('10:15:00', 1), point('11:00:00', 1)], 'x')
  expect(line?.points).toBe('2.0,2.0 25.0,2.0 94.0,2.0')
})

test('points of one moment are spread evenly, and zeros stay on the ground', () => {
  const line = sparkline([point('10:00:00', 0), point('10:00:00', 0)], 'x')
  expect(line?.points).toBe('2.0,22.0 94.0,22.0')
})

test('one point makes no line', () => {
  expect(sparkline([point('10:00:00', 1)], 'x')).toBeNull()
})
