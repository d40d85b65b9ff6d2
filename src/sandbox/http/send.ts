import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Reply } from './reply.ts'

/** Go's net/http knows the length of a reply only while it fits this buffer; a longer one is chunked. */
const bufferBytes = 2048

/** Puts a reply on the wire with Go's framing. Resolves when it is sent, or when the client has left. */
export async function send(
  request: IncomingMessage,
  response: ServerResponse,
  reply: Reply,
): Promise<void> {
  writeHeaders(request, response, reply)
  const { body } = reply
  if (body.kind === 'text') sendText(request, response, body.text)
  else if (body.kind === 'missing') breakOff(request, response)
  else if (request.method === 'HEAD') {
    body.discard()
    response.end()
  } else await sendStream(response, body.open())
}

function writeHeaders(request: IncomingMessage, response: ServerResponse, reply: Reply): void {
  response.statusCode = reply.status
  // Go's words; Node has shorter ones for this status.
  if (reply.status === 416) response.statusMessage = 'Requested Range Not Satisfiable'
  response.removeHeader('Connection')
  if (isLast(request, response)) response.setHeader('Connection', 'close')
  for (const [name, value] of Object.entries(reply.headers)) response.setHeader(name, value)
}

/** HTTP/1.0 closes by itself, and Go does not say so. */
function isLast(request: IncomingMessage, response: ServerResponse): boolean {
  const wantsClose = /\bclose\b/i.test(request.headers.connection ?? '')
  return request.httpVersionMinor > 0 && (wantsClose || !response.shouldKeepAlive)
}

function sendText(request: IncomingMessage, response: ServerResponse, text: string): void {
  const body = Buffer.from(text, 'utf8')
  const isHead = request.method === 'HEAD'
  const isBodyAllowed = response.statusCode !== 304
  const isLong = body.length > bufferBytes
  const isCounted = isBodyAllowed && !isLong && !(isHead && body.length === 0)
  if (isCounted) response.setHeader('Content-Length', body.length)
  if (isHead || !isBodyAllowed) {
    response.end()
    return
  }
  if (isLong) response.write(body)
  response.end(isLong ? undefined : body)
}

/** Headers, then nothing: what Go does when it cannot read what it promised. */
function breakOff(request: IncomingMessage, response: ServerResponse): void {
  if (request.method === 'HEAD') {
    response.end()
    return
  }
  response.flushHeaders()
  response.socket?.end()
}

async function sendStream(response: ServerResponse, body: Readable): Promise<void> {
  try {
    await pipeline(body, response)
  } catch {
    response.destroy() // The client left, or the file broke: either way it must not look complete.
  }
}
