import { parseHttpDate } from './http-date.ts'

/** The conditional headers of a request; '' where one is absent. */
export interface Conditions {
  readonly ifMatch: string
  readonly ifNoneMatch: string
  readonly ifModifiedSince: string
  readonly ifUnmodifiedSince: string
  readonly ifRange: string
}

export type Precondition = 'passes' | 'not modified' | 'failed'

/** RFC 9110, section 13, for a server that never sends an ETag. `modifiedAt` is 0 for "unknown", as in Go. */
export function checkPreconditions(conditions: Conditions, modifiedAt: number): Precondition {
  const { ifMatch, ifUnmodifiedSince, ifNoneMatch, ifModifiedSince } = conditions
  if (ifMatch !== '' ? !matchesAnything(ifMatch) : isLater(modifiedAt, ifUnmodifiedSince)) {
    return 'failed'
  }
  if (ifNoneMatch !== '') return matchesAnything(ifNoneMatch) ? 'not modified' : 'passes'
  const since = parseHttpDate(ifModifiedSince)
  if (since !== undefined && modifiedAt !== 0 && modifiedAt <= since) return 'not modified'
  return 'passes'
}

/** Whether a Range header counts. An entity tag in If-Range never matches; a date must be the exact one. */
export function honoursRange({ ifRange }: Conditions, modifiedAt: number): boolean {
  if (ifRange === '') return true
  if (scanEntityTag(ifRange) !== undefined) return false
  return parseHttpDate(ifRange) === modifiedAt
}

function isLater(modifiedAt: number, header: string): boolean {
  const limit = parseHttpDate(header)
  return limit !== undefined && modifiedAt !== 0 && modifiedAt > limit
}

/** Without an ETag of ours only `*` can match; Go reads the list up to it, and stops at what is no tag. */
function matchesAnything(list: string): boolean {
  let rest = list
  for (;;) {
    rest = rest.replace(/^[ \t\r\n,]+/, '')
    if (rest.startsWith('*')) return true
    const tag = scanEntityTag(rest)
    if (tag === undefined) return false
    rest = rest.slice(tag.length)
  }
}

function scanEntityTag(text: string): string | undefined {
  return /^[ \t\r\n]*(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/.exec(text)?.[0]
}
