import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, gzip, constants as zlib } from 'node:zlib'
import type { Request, RequestHandler, Response } from 'express'

const brotli = promisify(brotliCompress)

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

/** The best first. */
const packers: Record<string, (content: Buffer) => Promise<Buffer>> = {
  br: (content) => brotli(content, { params: { [zlib.BROTLI_PARAM_QUALITY]: 11 } }),
  gzip: promisify(gzip),
  identity: async (content) => content,
}

/** What is smaller than this becomes no smaller. */
const leastBytes = 300

interface Packed {
  body: Buffer
  /** By which a browser asks whether it has changed. */
  etag: string
}

/**
 * Serves text files from memory, compressed as far as it goes: each once, when it is first asked for.
 * Whatever it does not know is left to the handler behind it.
 */
export function compressedFiles(
  files: ReadonlyMap<string, Buffer>,
  cacheControl: string,
): RequestHandler {
  const packed = new Map<string, Promise<Packed>>()

  function packOnce(name: string, content: Buffer, encoding: string): Promise<Packed> {
    const key = `${encoding} ${name}`
    const file = packed.get(key) ?? pack(content, encoding)
    packed.set(key, file)
    return file
  }

  return async (req: Request, res: Response, next) => {
    const name = req.path.slice(1)
    const content = files.get(name)
    const type = types[name.slice(name.lastIndexOf('.') + 1)]
    if (!content || !type || !isRead(req)) return next()
    const encoding = encodingFor(req, content)
    const { body, etag } = await packOnce(name, content, encoding)
    const headers = { 'Cache-Control': cacheControl, 'Content-Type': type, ETag: etag }
    res.set({ ...headers, Vary: 'Accept-Encoding' })
    if (encoding !== 'identity') res.set('Content-Encoding', encoding)
    return res.send(body)
  }
}

async function pack(content: Buffer, encoding: string): Promise<Packed> {
  const body = (await packers[encoding]?.(content)) ?? content
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 16)
  return { body, etag: `"${hash}"` }
}

function isRead({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD'
}

function encodingFor(req: Request, content: Buffer): string {
  if (content.length < leastBytes) return 'identity'
  return Object.keys(packers).find((encoding) => req.acceptsEncodings(encoding)) ?? 'identity'
}
