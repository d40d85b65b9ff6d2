import { expect, test } from 'vitest'
import { outage } from '../../src/monitor/outage.ts'
import { setbacks } from '../../src/monitor/setbacks.ts'

const gone = new Error('gone')
const mistake = new Error('mistake')

function aPart() {
  const lines: { facts: object; words: string }[] = []
  const note = (facts: object, words: string) => void lines.push({ facts, words })
  const log = { info: note, warn: note, error: note }
  const away = outage(log, { gone: 'It is away', back: 'It is back' })
  const isDatabaseAway = (error: unknown) => error === gone
  return { lines, part: setbacks({ log, outage: away, isDatabaseAway }, 'It failed') }
}

test('a mistake is said each time with all that is known of it, and tried ever less often', () => {
  const { part, lines } = aPart()
  const waits = Array.from({ length: 6 }, () => part.failed(mistake))
  expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
  expect(lines).toEqual(Array(6).fill({ facts: { err: mistake }, words: 'It failed' }))
  part.passed()
  expect(part.failed(mistake)).toBe(2_000)
})

test('a database that is away is said once, for all parts', () => {
  const { part, lines } = aPart()
  part.failed(gone)
  part.failed(gone)
  expect(lines).toEqual([{ facts: { reason: 'gone' }, words: 'It is away' }])
})
