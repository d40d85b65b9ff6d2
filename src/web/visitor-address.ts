import { isIP } from 'node:net'
import type { Request } from 'express'

/**
 * Where a request comes from, as far as TRUST_PROXY lets others say it. What a proxy passes on that is
 * no address counts for nothing: then it is the proxy's own.
 */
export function visitorAddress(req: Request): string {
  const said = withoutZone(req.ip ?? '')
  return isIP(said) === 0 ? withoutZone(req.socket.remoteAddress ?? 'unknown') : said
}

/** `fe80::1%eth0`: the zone is of any length, and says nothing elsewhere. */
function withoutZone(address: string): string {
  return address.split('%', 1)[0] ?? ''
}
