import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import express, { type RequestHandler, Router } from 'express'
import { compressedFiles } from './compressed-files.ts'

const yearMs = 31_536_000_000
const forEver = 'public, max-age=31536000, immutable'

/** The files of the public folder, each under a URL that changes when any of them does. */
export interface Assets {
  /** `style.css` → `/base/assets/3f2a…/style.css` */
  url(file: string): string
  /** To be mounted at the path that was given as `mount`. */
  serve: RequestHandler
}

/**
 * One hash for the whole folder, so that relative imports between modules and stylesheets keep working.
 * Only the current hash is immutable: an old page that asks after an upgrade must not keep the new file.
 */
export function assets(folder: string, mount: string, isCached: boolean): Assets {
  const found = filesBelow(folder)
  const version = isCached ? contentHash(found) : 'dev'
  const serve = Router()
  const files = { index: false, redirect: false, acceptRanges: false } as const
  if (isCached) {
    serve.use(`/${version}`, compressedFiles(found, forEver))
    serve.use(`/${version}`, express.static(folder, { ...files, maxAge: yearMs, immutable: true }))
  }
  serve.use('/:version', express.static(folder, { ...files, cacheControl: false, setHeaders }))
  return { url: (file) => `${mount}/${version}/${file}`, serve }
}

function setHeaders(res: { setHeader(name: string, value: string): unknown }): void {
  res.setHeader('Cache-Control', 'no-cache')
}

function contentHash(files: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256')
  for (const [name, path] of files) hash.update(name).update(readFileSync(path))
  return hash.digest('hex').slice(0, 16)
}

/** Every file by the name that its URL gives it. */
function filesBelow(folder: string): Map<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  return new Map(paths.sort().map((path) => [relative(folder, path).replaceAll('\\', '/'), path]))
}
