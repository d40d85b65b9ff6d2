import { RemoteError } from '../../core/errors.ts'
import { asRemoteError, nobodyWaits } from './faults.ts'
import { GulpConnection } from './gulp-connection.ts'
import { PlainBody } from './plain-body.ts'
import { plainReply } from './plain-reply.ts'
import type { Reply } from './reply.ts'
import { type ResponseHead, splitHead } from './response-head.ts'
import type { RemoteStream, StreamLimits } from './stream.ts'

export interface PlainRequest {
  host: string
  port: number
  /** Request line and headers as they go over the wire. */
  head: string
}

/** What comes instead of a file is short. */
const sentenceCapBytes = 64 * 1024

/**
 * Opens a download over plain HTTP on a connection of its own, past undici, whose reads are too small
 * to keep up with a fast server. A sentence instead of a file comes whole. Null when the answer is
 * anything less plain: the ordinary path then asks again and sorts it out.
 */
export async function openPlainDownload(
  request: PlainRequest,
  limits: StreamLimits,
  signal: AbortSignal,
): Promise<RemoteStream | Reply | null> {
  if (signal.aborted) throw nobodyWaits()
  const connection = new GulpConnection(request)
  connection.send(request.head)
  const head = await readHead(connection, limits.headersMs, signal)
  if (head?.status === 200 || head?.status === 206) {
    return new PlainBody(connection, head, limits.silenceMs, signal)
  }
  if (head !== null && head.bodyBytes <= sentenceCapBytes) {
    return plainReply(connection, head, limits, signal)
  }
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
