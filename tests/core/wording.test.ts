import { expect, test } from 'vitest'
import { bytes, clock, count, day, series, span, waitTime } from '../../src/core/wording.ts'
import { at } from './builders.ts'

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1 kB'],
  [1_234_567, '1.2 MB'],
  [999_950, '1 MB'],
  [5_000_000_000, '5 GB'],
  [2 ** 53, '9 PB'],
])('%i bytes are %s', (amount, text) => {
  expect(bytes(amount)).toBe(text)
})

test.each([
  [30_000, 'less than a minute'],
  [60_000, '1 minute'],
  [119 * 60_000, '119 minutes'],
  [120 * 60_000, '2 hours'],
  [48 * 3_600_000, '2 days'],
])('%i ms are %s', (ms, text) => {
  expect(span(ms)).toBe(text)
})

test.each([
  [1, '1 second'],
  [59, '59 seconds'],
  [60, 'a minute'],
  [61, '2 minutes'],
])('a wait of %i s is told as %s', (seconds, text) => {
  expect(waitTime(seconds)).toBe(text)
})

test('lists read like speech', () => {
  expect([series([]), series(['a']), series(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b and c'])
  expect([count(1, 'dump'), count(2, 'dump')]).toEqual(['1 dump', '2 dumps'])
})

test('times carry their zone', () => {
  expect([clock(at('21:56:08')), day(at('21:56:08'))]).toEqual(['21:56:08 UTC', '2026-11-20'])
})
