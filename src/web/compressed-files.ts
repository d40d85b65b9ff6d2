import { readFileSync } from 'node:fs'
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
}

/** Nothing smaller becomes smaller. */
const leastBytes = 200

/**
 * Serves text files compressed as far as it goes: each once, when it is first asked for, and from
 * memory ever after. Whatever it does not know is left to the handler behind it.
 */
export function compressedFiles(
  paths: ReadonlyMap<string, string>,
  cacheControl: string,
): RequestHandler {
  const packed = new Map<string, Promise<Buffer>>()

  function pack(name: string, path: string, encoding: string): Promise<Buffer> {
    const key = `${encoding} ${name}`
    const known = packed.get(key)
    if (known) return known
    const content = packers[encoding]?.(readFileSync(path)) ?? Promise.reject(new Error(encoding))
    packed.set(key, content)
    return content
  }

  return async (req: Request, res: Response, next) => {
    const name = req.path.slice(1)
    const path = paths.get(name)
    const type = types[name.slice(name.lastIndexOf('.') + 1)]
    const encoding = Object.keys(packers).find((each) => req.acceptsEncodings(each))
    if (!path || !type || !encoding || !isRead(req)) return next()
    const content = await pack(name, path, encoding)
    if (content.length < leastBytes) return next()
    res.set({ 'Content-Encoding': encoding, 'Cache-Control': cacheControl, 'Content-Type': type })
    res.vary('Accept-Encoding')
    return res.send(content)
  }
}

function isRead({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD'
}
