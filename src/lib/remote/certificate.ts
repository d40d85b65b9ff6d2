import net from 'node:net'
import tls from 'node:tls'
import { opened } from './reach.ts'

export interface Certificate {
  /** Node's codes for what is wrong with it; empty when it would be trusted. */
  problems: string[]
  validTo: Date
  /** The name that it was made for. */
  subject: string
}

/** Shakes hands and reads the certificate, trusted or not. Nothing is sent over the connection. */
export async function readCertificate(
  target: { address: string; host: string; port: number },
  signal: AbortSignal,
): Promise<Certificate> {
  const { address, host, port } = target
  const servername = net.isIP(host) === 0 ? { servername: host } : {}
  const socket = tls.connect({ host: address, port, ...servername, rejectUnauthorized: false })
  try {
    await opened(socket, 'secureConnect', signal)
    const peer = socket.getPeerCertificate()
    const problems = new Set<string>()
    if (!socket.authorized) problems.add(String(socket.authorizationError))
    // Node stops at the first problem, and a self-signed certificate may be for another host as well.
    if (tls.checkServerIdentity(host, peer)) problems.add('ERR_TLS_CERT_ALTNAME_INVALID')
    const subject = String(peer.subjectaltname ?? peer.subject?.CN ?? 'unnamed')
    return { problems: [...problems], validTo: new Date(peer.valid_to), subject }
  } finally {
    socket.destroy()
  }
}
