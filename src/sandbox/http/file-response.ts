import { randomBytes } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { type ByteRange, contentRange, parseRanges, totalLength } from './byte-ranges.ts'
import { formatHttpDate } from './http-date.ts'
import { type Conditions, checkPreconditions, honoursRange } from './preconditions.ts'
import { plainProblem, type Reply, type ReplyBody, reply } from './reply.ts'

/** Large reads keep the copy from disk to socket cheap; memory stays at a few of them. */
const readBytes = 1024 * 1024

export interface ServedFile {
  readonly handle: FileHandle
  readonly size: bigint
  readonly isDirectory: boolean
  /** Whole seconds since 1970. */
  readonly modifiedAt: number
  readonly disposition: string
}

/** Answers with a file as Go's `http.ServeContent`: conditions first, then ranges. Takes over the handle. */
export function serveFile(file: ServedFile, conditions: Conditions, range: string): Reply {
  const answer = decide(file, conditions, range)
  if (answer.body.kind !== 'stream') void file.handle.close()
  return answer
}

const octets = { 'Content-Type': 'application/octet-stream' }

function decide(file: ServedFile, conditions: Conditions, range: string): Reply {
  const { modifiedAt, size } = file
  const named = { 'Content-Disposition': file.disposition }
  const dated = modifiedAt === 0 ? named : { ...named, 'Last-Modified': formatHttpDate(modifiedAt) }
  const precondition = checkPreconditions(conditions, modifiedAt)
  if (precondition === 'failed') return reply(412, { ...dated, ...octets }, '')
  if (precondition === 'not modified') return reply(304, dated, '')
  const ranges = parseRanges(honoursRange(conditions, modifiedAt) ? range : '', size)
  if (ranges === 'invalid range') return plainProblem(416, ranges, named)
  if (typeof ranges === 'string') {
    if (size === 0n) return whole(file, dated)
    return plainProblem(416, ranges, { ...named, 'Content-Range': `bytes */${size}` })
  }
  if (totalLength(ranges) > size) return whole(file, dated)
  const [first, ...others] = ranges
  if (first === undefined) return whole(file, dated)
  return others.length === 0 ? part(file, first, dated) : parts(file, ranges, dated)
}

type Headers = Readonly<Record<string, string>>

function whole(file: ServedFile, headers: Headers): Reply {
  return content(
    200,
    { ...headers, ...octets },
    file.size,
    body(file, { start: 0n, length: file.size }),
  )
}

function part(file: ServedFile, range: ByteRange, headers: Headers): Reply {
  const partial = { ...headers, ...octets, 'Content-Range': contentRange(range, file.size) }
  return content(206, partial, range.length, body(file, range))
}

function parts(file: ServedFile, ranges: readonly ByteRange[], headers: Headers): Reply {
  const boundary = randomBytes(30).toString('hex')
  const heads = ranges.map((range, index) => partHead(boundary, range, file.size, index === 0))
  const tail = `\r\n--${boundary}--\r\n`
  const length = totalLength(ranges) + BigInt(heads.join('').length + tail.length)
  const type = { 'Content-Type': `multipart/byteranges; boundary=${boundary}` }
  const open = () => Readable.from(multipart(file, ranges, heads, tail))
  return content(206, { ...headers, ...type }, length, streamed(file, open))
}

function partHead(boundary: string, range: ByteRange, size: bigint, isFirst: boolean): string {
  return [
    `${isFirst ? '' : '\r\n'}--${boundary}`,
    `Content-Range: ${contentRange(range, size)}`,
    'Content-Type: application/octet-stream',
    '\r\n',
  ].join('\r\n')
}

async function* multipart(
  file: ServedFile,
  ranges: readonly ByteRange[],
  heads: readonly string[],
  tail: string,
): AsyncGenerator<string | Buffer> {
  try {
    for (const [index, range] of ranges.entries()) {
      yield heads[index] ?? ''
      if (range.length > 0n) yield* read(file, range, false)
    }
    yield tail
  } finally {
    await file.handle.close()
  }
}

function content(status: number, headers: Headers, length: bigint, body: ReplyBody): Reply {
  const framing = { 'Accept-Ranges': 'bytes', 'Content-Length': String(length) }
  return { status, headers: { ...headers, ...framing }, body }
}

/** A directory opens and has a length (2^63-1), but nothing can be read from it. */
function body(file: ServedFile, range: ByteRange): ReplyBody {
  if (range.length === 0n) return { kind: 'text', text: '' }
  if (file.isDirectory) return { kind: 'missing' }
  return streamed(file, () => read(file, range, true))
}

function streamed(file: ServedFile, open: () => Readable): ReplyBody {
  return { kind: 'stream', open, discard: () => void file.handle.close() }
}

function read(file: ServedFile, range: ByteRange, autoClose: boolean): Readable {
  return file.handle.createReadStream({
    start: Number(range.start),
    end: Number(range.start + range.length) - 1,
    highWaterMark: readBytes,
    autoClose,
  })
}
