import { expect, test } from 'vitest'
import { isTrustedNetwork } from '../../src/lib/trusted-network.ts'

test.each(['loopback', 'linklocal', 'uniquelocal', '10.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8'])(
  '%s is one',
  (text) => {
    expect(isTrustedNetwork(text)).toBe(true)
  },
)

test.each([
  '',
  'proxy',
  '10.0.0',
  '10.0.0.0/',
  '10.0.0.0/33',
  '10.0.0.0/8/8',
  '::/129',
  '1/x',
  ' ',
])('%j is none', (text) => {
  expect(isTrustedNetwork(text)).toBe(false)
})
