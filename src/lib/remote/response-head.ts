export interface ResponseHead {
  status: number
  headers: Record<string, string>
  bodyBytes: number
  /** The beginning of the body, as far as it came along. */
  rest: Buffer
}

const headEnd = '\r\n\r\n'

/** Has no body, whatever length it announces. */
const notModified = 304

/** Longer heads are left to a real HTTP parser. */
const capBytes = 64 * 1024

/** As far as they are understood here. No 1xx, after which another head follows, and nothing unheard of. */
const statuses = /^HTTP\/1\.[01] (200|206|[345]\d\d)( |$)/

/**
 * Reads the head of an answer of the plainest kind: a file, a part of one, or a sentence instead, of an
 * announced length. Null for all else, which is then left to a real HTTP parser.
 */
export function splitHead(bytes: Buffer): ResponseHead | null | 'incomplete' {
  const end = bytes.indexOf(headEnd)
  if (end === -1) return bytes.length < capBytes ? 'incomplete' : null
  const [statusLine = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n')
  const status = Number(statuses.exec(statusLine)?.[1] ?? 0)
  const headers = parseHeaders(lines)
  if (status === 0 || headers === null) return null
  const length = status === notModified ? '0' : (headers['content-length'] ?? '')
  const isRecoded = 'transfer-encoding' in headers || 'content-encoding' in headers
  if (isRecoded || !/^\d{1,15}$/.test(length)) return null
  const rest = bytes.subarray(end + headEnd.length)
  return { status, headers, bodyBytes: Number(length), rest }
}

/** Null when a line is malformed, or when a header comes twice with different values. */
function parseHeaders(lines: string[]): Record<string, string> | null {
  const headers: Record<string, string> = Object.create(null)
  for (const line of lines) {
    const [, name = '', value] = /^([\w!#$%&'*+.^`|~-]+):[ \t]*(.*?)[ \t]*$/.exec(line) ?? []
    if (value === undefined) return null
    const known = headers[name.toLowerCase()]
    if (known !== undefined && known !== value) return null
    headers[name.toLowerCase()] = value
  }
  return headers
}
