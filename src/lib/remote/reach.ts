import dns from 'node:dns/promises'
import net from 'node:net'
import { RemoteError } from '../../core/errors.ts'
import { whyNeverContacted } from '../address.ts'
import { asRemoteError } from './faults.ts'
import { untilAborted } from './limit.ts'

/** The stretches of the way to a server one by one, for telling where it ends. */

export interface HostPort {
  host: string
  port: number
}

export function hostPortOf(url: URL): HostPort {
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port)
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port }
}

/** The addresses of a host that may be contacted; never empty. */
export async function resolveHost(host: string, signal: AbortSignal): Promise<string[]> {
  const found = net.isIP(host) === 0 ? await lookUp(host, signal) : [host]
  const allowed = found.filter((address) => whyNeverContacted(address) === null)
  if (allowed.length > 0) return allowed
  throw new RemoteError('blocked', whyNeverContacted(found[0] ?? host) ?? undefined)
}

/** Name resolution cannot be called off, only left alone. */
async function lookUp(host: string, signal: AbortSignal): Promise<string[]> {
  try {
    const found = await untilAborted(dns.lookup(host, { all: true }), signal)
    return found.map(({ address }) => address)
  } catch (error) {
    if (signal.aborted) throw new RemoteError('timeout', 'The name server does not answer')
    throw asRemoteError(error, 'before-headers')
  }
}

/** Connects to the first address that answers, tells which, and hangs up. */
export async function reachTcp(addresses: string[], port: number, signal: AbortSignal) {
  let failure: unknown
  for (const address of addresses) {
    try {
      const socket = net.connect({ host: address, port })
      await opened(socket, 'connect', signal)
      socket.destroy()
      return address
    } catch (error) {
      failure = error
    }
  }
  throw failure
}

/** Waits until a socket is open, and destroys it when that fails or takes too long. */
export async function opened(
  socket: net.Socket,
  event: 'connect' | 'secureConnect',
  signal: AbortSignal,
): Promise<void> {
  const leave = () => socket.destroy(new RemoteError('timeout', 'No connection came about'))
  if (signal.aborted) leave()
  signal.addEventListener('abort', leave, { once: true })
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once(event, () => resolve())
      socket.once('error', reject)
    })
  } catch (error) {
    socket.destroy()
    throw asRemoteError(error, 'before-headers')
  } finally {
    signal.removeEventListener('abort', leave)
  }
}
