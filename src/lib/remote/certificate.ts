import net from 'node:net'
import tls from 'node:tls'
import { opened } from './reach.ts'

export interface Certificate {
  /** Null when it would be trusted; otherwise the code of what is wrong with it. */
  problem: string | null
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
    const mismatch = tls.checkServerIdentity(host, peer)
    const problem = socket.authorized ? codeOf(mismatch) : String(socket.authorizationError)
    const subject = String(peer.subjectaltname ?? peer.subject?.CN ?? 'unnamed')
    return { problem, validTo: new Date(peer.valid_to), subject }
  } finally {
    socket.destroy()
  }
}

function codeOf(error: Error | undefined): string | null {
  return error === undefined ? null : 'ERR_TLS_CERT_ALTNAME_INVALID'
}
