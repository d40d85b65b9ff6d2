import { connect } from 'node:net'

export interface RawReply {
  status: number
  headers: Record<string, string>
  body: string
}

/** Sends a request byte for byte, which no HTTP client does, and reads the reply until the connection ends. */
export async function sendRaw(
  url: string,
  method: string,
  target: string,
  headers: readonly (readonly [string, string])[] = [],
  body = '',
): Promise<RawReply> {
  const length = body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]
  const lines = [
    `${method} ${target} HTTP/1.1`,
    'Host: sandbox',
    'Connection: close',
    ...length,
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ]
  return parse(await exchangeBytes(url, `${lines.join('\r\n')}\r\n\r\n${body}`))
}

/** Writes the text and returns whatever comes back. */
export async function exchangeBytes(url: string, text: string | Buffer): Promise<Buffer> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.write(text)
  const chunks: Buffer[] = []
  for await (const chunk of socket) chunks.push(chunk)
  return Buffer.concat(chunks)
}

export function parse(bytes: Buffer): RawReply {
  const end = bytes.indexOf('\r\n\r\n')
  const [statusLine = '', ...fields] = bytes.subarray(0, end).toString('latin1').split('\r\n')
  const headers = Object.fromEntries(
    fields.map((field) => {
      const colon = field.indexOf(':')
      return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()]
    }),
  )
  const body = bytes.subarray(end + 4)
  const isChunked = headers['transfer-encoding'] === 'chunked'
  return {
    status: Number(statusLine.split(' ')[1]),
    headers,
    body: (isChunked ? unchunk(body) : body).toString('utf8'),
  }
}

function unchunk(body: Buffer): Buffer {
  const parts: Buffer[] = []
  let rest = body
  for (;;) {
    const lineEnd = rest.indexOf('\r\n')
    const size = Number.parseInt(rest.subarray(0, lineEnd).toString(), 16)
    if (!(size > 0)) return Buffer.concat(parts)
    parts.push(rest.subarray(lineEnd + 2, lineEnd + 2 + size))
    rest = rest.subarray(lineEnd + 4 + size)
  }
}
