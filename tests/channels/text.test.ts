import { describe, expect, test } from 'vitest'
import { cleaned, cut, headline, inBytes, wholeText } from '../../src/channels/text.ts'
import { aMessage } from './messages.ts'

describe('a cut', () => {
  test('leaves alone what fits', () => {
    expect(cut('x'.repeat(50), 50)).toBe('x'.repeat(50))
  })

  test('is marked, and as long as may be', () => {
    expect(cut('x'.repeat(51), 50)).toBe(`${'x'.repeat(37)}… (cut short)`)
  })

  test('measures as the receiver does', () => {
    const short = cut('Ä'.repeat(100), 100, inBytes)
    expect(short).toMatch(/^Ä+… \(cut short\)$/)
    expect(Buffer.byteLength(short)).toBeGreaterThan(98)
    expect(Buffer.byteLength(short)).toBeLessThanOrEqual(100)
  })

  test.each([49, 50])('never leaves half a character (limit %i)', (limit) => {
    expect(cut('🐘'.repeat(50), limit)).toMatch(/^(🐘)+… \(cut short\)$/u)
  })

  test('takes off much in few steps', () => {
    let steps = 0
    const size = (text: string) => {
      steps += 1
      return text.length * 2
    }
    expect(cut('x'.repeat(1_000_000), 1000, size).length).toBe(500)
    expect(steps).toBeLessThan(2000)
  })
})

describe('a whole text', () => {
  test('has title, lines and link, with room between', () => {
    const message = aMessage({ title: 'T', lines: ['a', 'b'], link: 'https://x/' })
    expect(wholeText(message, 1000)).toBe('Critical: T\n\na\nb\n\nhttps://x/')
  })

  test('keeps its link when the lines are cut', () => {
    const text = wholeText(aMessage({ lines: ['x'.repeat(500)], link: 'https://x/y' }), 200)
    expect(text).toHaveLength(200)
    expect(text).toMatch(/… \(cut short\)\n\nhttps:\/\/x\/y$/)
  })
})

test.each([
  ['critical', 'Critical: T'],
  ['warning', 'Warning: T'],
  ['info', 'For information: T'],
  ['resolved', 'Resolved: T'],
] as const)('%s is said in words', (severity, expected) => {
  expect(headline(aMessage({ severity, title: 'T' }))).toBe(expected)
})

test('control characters and halves of characters go from title, lines, facts and id', () => {
  const odd = 'a\r\n\u001Bb\uDC00'
  const message = cleaned(aMessage({ id: odd, title: odd, lines: [odd], facts: { server: odd } }))
  const clean = 'a b\uFFFD'
  expect(message).toMatchObject({
    id: clean,
    title: clean,
    lines: [clean],
    facts: { server: clean },
  })
})
