export interface ResponseHead {
  status: number
  headers: Record<string, string>
  bodyBytes: number
  /** The beginning of the body, as far as it came along. */
  rest: Buffer
}

const headEnd = '\r\n\r\n'

/** Longer heads are left to a real HTTP parser. */
const capBytes = 64 * 1024

/**
 * Reads the head of an answer of the plainest kind: a file, or a part of one, of an announced length.
 * Null for all else, which is then left to a real HTTP parser.
 */
export function splitHead(bytes: Buffer): ResponseHead | null | 'incomplete' {
  const end = bytes.indexOf(headEnd)
  if (end === -1) return bytes.length < capBytes ? 'incomplete' : null
  const [statusLine = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n')
  const status = /^HTTP\/1\.[01] (200|206)( |$)/.exec(statusLine)?.[1]
  const headers = parseHeaders(lines)
  if (status === undefined || headers === null) return null
  const length = headers['content-length'] ?? ''
  const isRecoded = 'transfer-encoding' in headers || 'content-encoding' in headers
  if (isRecoded || !/^\d{1,15}$/.test(length)) return null
  const rest = bytes.subarray(end + headEnd.length)
  return { status: Number(status), headers, bodyBytes: Number(length), rest }
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
