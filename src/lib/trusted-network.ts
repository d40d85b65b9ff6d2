import { isIP } from 'node:net'

const named = new Set(['loopback', 'linklocal', 'uniquelocal'])

/** An address, a network in CIDR form, or one of the names that Express knows. */
export function isTrustedNetwork(text: string): boolean {
  if (named.has(text)) return true
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}
