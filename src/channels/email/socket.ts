import net from 'node:net'
import { guardedLookup, refuseForbiddenLiteral } from '../../lib/remote/connect.ts'
import { opened } from '../../lib/remote/reach.ts'

/** A connection to a mail server, never to an address that the panel does not contact. */
export async function connectTo(
  target: { host: string; port: number },
  signal: AbortSignal,
): Promise<net.Socket> {
  refuseForbiddenLiteral(target.host)
  const socket = net.connect({ ...target, lookup: guardedLookup })
  await opened(socket, 'connect', signal)
  return socket
}
