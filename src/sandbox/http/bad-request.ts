import { IncomingMessage, ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'

/** Node's parser error: `rawPacket` is what it was reading. */
export interface ParserError extends Error {
  readonly code?: string
  readonly rawPacket?: Buffer
}

/** Go answers a request that it cannot read with a bare text and closes. */
export function refuseConnection(socket: Socket, status: number, detail = ''): void {
  const line = `${status} ${STATUS_CODES[status]}${detail && `: ${detail}`}`
  const head = `HTTP/1.1 ${line}\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n`
  if (socket.writable) socket.end(head + line)
}

/** Which refusal of net/http answers an error of Node's parser. */
export function refuseUnreadable(error: ParserError, socket: Socket): void {
  if (error.code === 'HPE_HEADER_OVERFLOW') refuseConnection(socket, 431)
  else
    refuseConnection(socket, 400, /header value/i.test(error.message) ? 'invalid header value' : '')
}

const requestLine = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+) (\S+) HTTP\/1\.1\r\n/
const endOfHead = '\r\n\r\n'

/**
 * Node knows a fixed list of methods and takes no bytes beyond ASCII in a path; Go takes both. Reads
 * such a request from the packet that Node gave up on.
 */
export function adoptRequest(error: ParserError, socket: Socket): IncomingMessage | undefined {
  if (error.code !== 'HPE_INVALID_METHOD' && error.code !== 'HPE_INVALID_URL') return undefined
  const packet = error.rawPacket?.toString('latin1') ?? ''
  const [line, method, target] = requestLine.exec(packet) ?? []
  const end = packet.indexOf(endOfHead)
  if (line === undefined || method === undefined || target === undefined || end < 0)
    return undefined
  const request = new IncomingMessage(socket)
  Object.assign(request, { method, url: target, httpVersionMajor: 1, httpVersionMinor: 1 })
  for (const field of packet.slice(line.length, end).split('\r\n')) addHeader(request, field)
  request.push(packet.slice(end + endOfHead.length), 'latin1')
  request.push(null)
  return request
}

/** A response on a socket that Node's server has let go of. One reply, then the connection closes. */
export function answerOn(request: IncomingMessage, socket: Socket): ServerResponse {
  socket.on('error', () => socket.destroy())
  const response = new ServerResponse(request)
  response.shouldKeepAlive = false
  response.assignSocket(socket)
  response.on('finish', () => socket.end())
  return response
}

function addHeader(request: IncomingMessage, field: string): void {
  const colon = field.indexOf(':')
  if (colon < 1) return
  const name = field.slice(0, colon)
  const value = field.slice(colon + 1).trim()
  request.rawHeaders.push(name, value)
  request.headers[name.toLowerCase()] ??= value
}
