import { expect, test } from 'vitest'
import { keepLog } from '../../src/core/kept-log.ts'

test('a short log is kept as it is, without colours and without secrets', () => {
  const lines = ['\u001b[32mfine\u001b[0m', 'POST https://hooks.example/T0/secret', '❌ no']
  expect(keepLog(lines, false)).toEqual({
    lines: ['fine', 'POST https://hooks.example/…', '❌ no'],
    isCut: false,
  })
})

test('a log that the server cut is known to be cut', () => {
  expect(keepLog(['last'], true)).toEqual({ lines: ['last'], isCut: true })
})

test('of a long log the end is kept, within what the database takes', () => {
  const lines = Array.from({ length: 60_000 }, (_, index) => `é${index}`)
  const { lines: kept, isCut } = keepLog(lines, false)
  expect(isCut).toBe(true)
  expect(kept.at(-1)).toBe('é59999')
  expect(Buffer.byteLength(kept.join('')) + 8 * kept.length).toBeLessThanOrEqual(64 * 1024)
  expect(kept.length).toBeGreaterThan(4_000)
})
