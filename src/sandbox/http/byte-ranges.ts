export interface ByteRange {
  readonly start: bigint
  readonly length: bigint
}

/** Why a Range header was refused; the wording is net/http's. */
export type RangeRefusal = 'invalid range' | 'invalid range: failed to overlap'

const prefix = 'bytes='
const maxInt64 = 2n ** 63n - 1n

/** Range arithmetic is in bigint because Go says 2^63-1 for the size of a directory. */
export function parseRanges(header: string, size: bigint): ByteRange[] | RangeRefusal {
  if (header === '') return []
  if (!header.startsWith(prefix)) return 'invalid range'
  const ranges: ByteRange[] = []
  let isAnyBeyond = false
  for (const part of header.slice(prefix.length).split(',').map(trim)) {
    if (part === '') continue
    const range = parseRange(part, size)
    if (range === undefined) return 'invalid range'
    if (range === 'beyond') isAnyBeyond = true
    else ranges.push(range)
  }
  return isAnyBeyond && ranges.length === 0 ? 'invalid range: failed to overlap' : ranges
}

export function contentRange({ start, length }: ByteRange, size: bigint): string {
  return `bytes ${start}-${start + length - 1n}/${size}`
}

export function totalLength(ranges: readonly ByteRange[]): bigint {
  return ranges.reduce((sum, range) => sum + range.length, 0n)
}

function parseRange(part: string, size: bigint): ByteRange | 'beyond' | undefined {
  const dash = part.indexOf('-')
  if (dash < 0) return undefined
  const first = trim(part.slice(0, dash))
  const last = trim(part.slice(dash + 1))
  return first === '' ? suffix(last, size) : span(first, last, size)
}

function suffix(text: string, size: bigint): ByteRange | undefined {
  const wanted = text.startsWith('-') ? undefined : parseInt64(text)
  if (wanted === undefined) return undefined
  const length = wanted > size ? size : wanted
  return { start: size - length, length }
}

function span(first: string, last: string, size: bigint): ByteRange | 'beyond' | undefined {
  const start = parseInt64(first)
  if (start === undefined) return undefined
  if (start >= size) return 'beyond'
  if (last === '') return { start, length: size - start }
  const end = parseInt64(last)
  if (end === undefined || start > end) return undefined
  return { start, length: (end >= size ? size - 1n : end) - start + 1n }
}

/** Go's `ParseInt` takes a sign; what is below zero is refused by every caller. */
function parseInt64(text: string): bigint | undefined {
  if (!/^[+-]?\d+$/.test(text)) return undefined
  const number = BigInt(text.replace('+', ''))
  return number < 0n || number > maxInt64 ? undefined : number
}

function trim(text: string): string {
  return text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '')
}
