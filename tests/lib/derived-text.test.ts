import { expect, test } from 'vitest'
import { derivedCode, isSameSecret } from '../../src/lib/derived-text.ts'

const key = Buffer.alloc(32, 1)

test('a code is four groups of signs that nobody mistakes for each other', () => {
  expect(derivedCode(key, 'nonce')).toMatch(/^([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}$/)
})

test('a code follows from key and subject alone', () => {
  expect(derivedCode(key, 'nonce')).toBe(derivedCode(Buffer.alloc(32, 1), 'nonce'))
  expect(derivedCode(key, 'nonce')).not.toBe(derivedCode(key, 'another'))
  expect(derivedCode(key, 'nonce')).not.toBe(derivedCode(Buffer.alloc(32, 2), 'nonce'))
})

test.each([
  ['a', 'a', true],
  ['a', 'b', false],
  ['a', 'aa', false],
  ['', '', true],
])('%j and %j are the same secret: %s', (one, other, expected) => {
  expect(isSameSecret(one, other)).toBe(expected)
})
