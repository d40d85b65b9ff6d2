import { unescapePath } from './request-target.ts'
import type { ByteString } from './text.ts'

export interface Route<Handler> {
  readonly method: string
  /** Literal segments, and `{}` for a wildcard: `/backups/{}/{}`. */
  readonly pattern: string
  readonly handler: Handler
}

export type Match<Handler> =
  | { readonly kind: 'found'; readonly handler: Handler; readonly values: readonly ByteString[] }
  | { readonly kind: 'wrong method'; readonly allowed: string }
  | { readonly kind: 'not found' }

/** Matches as Go 1.22's ServeMux: on decoded segments, HEAD through GET, 405 with the sorted methods. */
export function matchRoute<Handler>(
  routes: readonly Route<Handler>[],
  method: string,
  escapedPath: ByteString,
): Match<Handler> {
  const allowed: string[] = []
  for (const route of routes) {
    const values = matchPath(route.pattern, escapedPath)
    if (values === undefined) continue
    const methods = route.method === 'GET' ? ['GET', 'HEAD'] : [route.method]
    if (methods.includes(method)) return { kind: 'found', handler: route.handler, values }
    allowed.push(...methods)
  }
  if (allowed.length === 0) return { kind: 'not found' }
  return { kind: 'wrong method', allowed: allowed.sort().join(', ') }
}

/** The wildcards' values. An encoded slash standing alone is a trailing slash to Go, so it matches none. */
function matchPath(pattern: string, escapedPath: ByteString): ByteString[] | undefined {
  const wanted = pattern.split('/').slice(1)
  const given = escapedPath.split('/').slice(1)
  if (wanted.length !== given.length) return undefined
  const values: ByteString[] = []
  for (const [index, segment] of given.entries()) {
    const value = unescapePath(segment) ?? segment
    const isWildcard = wanted[index] === '{}'
    if (isWildcard ? value === '' || value === '/' : value !== wanted[index]) return undefined
    if (isWildcard) values.push(value)
  }
  return values
}
