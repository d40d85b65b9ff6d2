import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { sealer, Unsealable } from '../../src/lib/seal.ts'
import { deriveKey } from '../../src/lib/secret-keys.ts'

const secret = 'a secret of at least 32 characters!'
const place = 'server:1:token'
const current = deriveKey(secret, 'tokens')
const box = sealer({ current })

test('a sealed text opens again in its own place', () => {
  expect(box.open(box.seal('tök€n "1"', place), place)).toBe('tök€n "1"')
})

test('a sealed value copied to another row does not open', () => {
  expect(() => box.open(box.seal('token', place), 'server:2:token')).toThrow(Unsealable)
})

test('the same text is never sealed the same way twice', () => {
  expect(box.seal('token', place)).not.toBe(box.seal('token', place))
})

test('the sealed form holds neither the text nor the key', () => {
  const sealed = box.seal('token', place)
  expect(sealed).not.toContain('token')
  expect(sealed).not.toContain(current.toString('base64url').slice(0, 8))
})

test('a value sealed with the previous key still opens, and is known to be old', () => {
  const old = sealer({ current: deriveKey('the secret of last year, 32 characters', 'tokens') })
  const sealed = old.seal('token', place)
  const previous = deriveKey('the secret of last year, 32 characters', 'tokens')
  const rotated = sealer({ current, previous })
  expect(rotated.open(sealed, place)).toBe('token')
  expect(rotated.isCurrent(sealed)).toBe(false)
  expect(rotated.isCurrent(rotated.seal('token', place))).toBe(true)
})

test('a value of an unknown key does not open', () => {
  const stranger = sealer({ current: randomBytes(32) })
  expect(() => box.open(stranger.seal('token', place), place)).toThrow(Unsealable)
})

test('no altered value opens, whichever character was changed', () => {
  const sealed = box.seal('token', place)
  for (let at = 0; at < sealed.length; at += 1) {
    const flipped = sealed[at] === 'A' ? 'B' : 'A'
    const altered = sealed.slice(0, at) + flipped + sealed.slice(at + 1)
    if (isSameBytes(altered, sealed)) continue
    expect(() => box.open(altered, place), altered).toThrow(Unsealable)
  }
})

test.each(['', 'v1', 'v1.x', 'v1.a.b.c', 'plain token', 'v2.a.b', '..'])(
  'the text %j is refused as a sealed value',
  (text) => {
    expect(() => box.open(text, place)).toThrow(Unsealable)
  },
)

test('a shortened value is refused', () => {
  const sealed = box.seal('token', place)
  for (const cut of [1, 8, 20, 40]) {
    expect(() => box.open(sealed.slice(0, -cut), place)).toThrow(Unsealable)
  }
})

test('keys for different purposes and secrets differ, and each is always the same', () => {
  const keys = [
    deriveKey(secret, 'tokens'),
    deriveKey(secret, 'sessions'),
    deriveKey(secret, 'setup-code'),
    deriveKey(`${secret}!`, 'tokens'),
  ].map((key) => key.toString('hex'))
  expect(new Set(keys).size).toBe(4)
  expect(deriveKey(secret, 'tokens').toString('hex')).toBe(keys[0])
})

/** The last character of base64url may carry bits that mean nothing. */
function isSameBytes(one: string, other: string): boolean {
  const bytes = (text: string) =>
    text
      .split('.')
      .map((part, at) => (at < 2 ? part : Buffer.from(part, 'base64url').toString('hex')))
  return bytes(one).join('.') === bytes(other).join('.')
}
