import dns from 'node:dns'
import net from 'node:net'
import { buildConnector } from 'undici'
import { whyNeverContacted } from '../address.ts'
import { AddressRefused } from './faults.ts'

export interface ConnectOptions {
  verifyTls: boolean
  limitMs: number
}

/**
 * Opens connections for undici, and only to addresses that may be contacted. The check sits after name
 * resolution, so a name cannot lead elsewhere; literal addresses are checked here, since Node does not
 * look those up.
 */
export function guardedConnector(options: ConnectOptions): buildConnector.connector {
  const connect = buildConnector({
    timeout: options.limitMs,
    rejectUnauthorized: options.verifyTls,
    lookup: guardedLookup,
  })
  return (target, callback) => {
    try {
      refuseForbiddenLiteral(target.hostname.replace(/^\[|\]$/g, ''))
    } catch (error) {
      return callback(error as Error, null)
    }
    connect(target, callback)
  }
}

/** For a host that is an address already; names are checked once they are resolved. */
export function refuseForbiddenLiteral(host: string): void {
  const reason = net.isIP(host) === 0 ? null : whyNeverContacted(host)
  if (reason !== null) throw new AddressRefused(reason)
}

/** Like dns.lookup, but leaves out what is never contacted, and fails when nothing remains. */
export const guardedLookup: net.LookupFunction = (hostname, options, callback) => {
  dns.lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, [])
    const allowed = addresses.filter(({ address }) => whyNeverContacted(address) === null)
    const [first] = allowed
    if (first === undefined) {
      const reason = whyNeverContacted(addresses[0]?.address ?? '') ?? ''
      return callback(new AddressRefused(`${hostname}: ${reason}`), [])
    }
    if (options.all) callback(null, allowed)
    else callback(null, first.address, first.family)
  })
}
