import { RemoteError } from '../../core/errors.ts'
import { asRemoteError, nobodyWaits } from './faults.ts'
import { GulpConnection } from './gulp-connection.ts'
import { PlainBody } from './plain-body.ts'
import { type ResponseHead, splitHead } from './response-head.ts'
import type { RemoteStream, StreamLimits } from './stream.ts'

export interface PlainRequest {
  host: string
  port: number
  /** Request line and headers as they go over the wire. */
  head: string
}

/**
 * Opens a download over plain HTTP on a connection of its own, past undici, whose reads are too small
 * to keep up with a fast server. Null when the answer is anything but a file of announced length: the
 * ordinary path then asks again and sorts it out.
 */
export async function openPlainDownload(
  request: PlainRequest,
  limits: StreamLimits,
  signal: AbortSignal,
): Promise<RemoteStream | null> {
  if (signal.aborted) throw nobodyWaits()
  const connection = new GulpConnection(request)
  connection.send(request.head)
  const head = await readHead(connection, limits.headersMs, signal)
  if (head !== null) return new PlainBody(connection, head, limits.silenceMs, signal)
  connection.close()
  return null
}

function readHead(
  connection: GulpConnection,
  limitMs: number,
  signal: AbortSignal,
): Promise<ResponseHead | null> {
  return new Promise((resolve, reject) => {
    let bytes = Buffer.alloc(0)
    const settle = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', leave)
    }
    const fail = (error: Error) => {
      settle()
      connection.close()
      reject(error)
    }
    const leave = () => fail(nobodyWaits())
    const timer = setTimeout(() => fail(new RemoteError('timeout', 'No answer began')), limitMs)
    signal.addEventListener('abort', leave, { once: true })
    connection.attach({
      gulp(more) {
        bytes = Buffer.concat([bytes, more])
        const head = splitHead(bytes)
        if (head === 'incomplete') return true
        settle()
        resolve(head)
        return false
      },
      closed: (error) => fail(asRemoteError(error ?? unanswered(), 'before-headers')),
    })
  })
}

function unanswered(): RemoteError {
  return new RemoteError('refused', 'The connection was closed without an answer')
}
