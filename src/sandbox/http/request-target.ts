import type { ByteString } from './text.ts'

export interface RequestTarget {
  /** The path still percent-encoded, the way Go's ServeMux matches it. */
  readonly escapedPath: ByteString
  readonly rawQuery: ByteString
}

/** Reads what stands between method and version as Go's `url.ParseRequestURI` does; undefined is a 400. */
export function parseTarget(method: string, target: ByteString): RequestTarget | undefined {
  if (target === '*') return { escapedPath: '*', rawQuery: '' }
  if (method === 'CONNECT' && !target.startsWith('/')) return { escapedPath: '', rawQuery: '' }
  const relative = withoutOrigin(target)
  if (relative === undefined) return undefined
  const [rawPath = '', ...query] = relative.split('?')
  const path = unescapePath(rawPath)
  if (path === undefined) return undefined
  return { escapedPath: escapedPath(rawPath, path), rawQuery: query.join('?') }
}

/** Percent-decodes; undefined when an escape is malformed. */
export function unescapePath(text: ByteString): ByteString | undefined {
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) return undefined
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

export function escapePath(path: ByteString): ByteString {
  return path.replace(
    /[^A-Za-z0-9\-_.~$&+,/:;=@]/g,
    (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
}

/** Go's `URL.EscapedPath`: the client's own spelling where it is valid, else a fresh encoding. */
function escapedPath(rawPath: ByteString, path: ByteString): ByteString {
  const isValid = /^[A-Za-z0-9\-_.~!$&'()*+,;=:@[\]%/]*$/.test(rawPath)
  return isValid ? rawPath : escapePath(path)
}

/** The mux folds `//`, `/./` and `/../` and answers with a redirect to the result. */
export function cleanPath(path: ByteString): ByteString {
  const kept: ByteString[] = []
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop()
    else if (segment !== '' && segment !== '.') kept.push(segment)
  }
  const cleaned = `/${kept.join('/')}`
  return path.endsWith('/') && cleaned !== '/' ? `${cleaned}/` : cleaned
}

/** The first value of a query parameter. A pair with a semicolon or a bad escape does not count. */
export function firstQueryValue(rawQuery: ByteString, name: string): ByteString | undefined {
  for (const pair of rawQuery.split('&')) {
    if (pair === '' || pair.includes(';')) continue
    const [key = '', ...value] = pair.split('=')
    const decodedKey = unescapeQuery(key)
    const decodedValue = unescapeQuery(value.join('='))
    if (decodedKey === name && decodedValue !== undefined) return decodedValue
  }
  return undefined
}

function unescapeQuery(text: ByteString): ByteString | undefined {
  return unescapePath(text.replaceAll('+', ' '))
}

/** Absolute targets (`GET http://host/path`) are allowed; any other must begin with a slash. */
function withoutOrigin(target: ByteString): ByteString | undefined {
  if (target.startsWith('/')) return target
  const [origin] = /^[A-Za-z][A-Za-z0-9+.-]*:(?:\/\/[^/?]*)?/.exec(target) ?? []
  if (origin === undefined) return undefined
  const rest = target.slice(origin.length)
  return origin.endsWith(':') && !rest.startsWith('/') ? '' : rest
}
