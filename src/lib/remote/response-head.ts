export interface ResponseHead {
  status: number
  headers: Record<string, string>
  bodyBytes: number
}

/**
 * Reads the head of an answer of the plainest kind: a file, or a part of one, of an announced length.
 * Null for all else, which is then left to a real HTTP parser.
 */
export function parsePlainHead(text: string): ResponseHead | null {
  const [statusLine = '', ...lines] = text.split('\r\n')
  const status = /^HTTP\/1\.[01] (200|206)( |$)/.exec(statusLine)?.[1]
  if (status === undefined) return null
  const headers: Record<string, string> = Object.create(null)
  for (const line of lines) {
    const [, name, value] = /^([\w!#$%&'*+.^`|~-]+):[ \t]*(.*?)[ \t]*$/.exec(line) ?? []
    if (name === undefined || value === undefined) return null
    headers[name.toLowerCase()] ??= value
    if (headers[name.toLowerCase()] !== value) return null
  }
  const length = headers['content-length'] ?? ''
  const isRecoded = 'transfer-encoding' in headers || 'content-encoding' in headers
  if (isRecoded || !/^\d{1,15}$/.test(length)) return null
  return { status: Number(status), headers, bodyBytes: Number(length) }
}
