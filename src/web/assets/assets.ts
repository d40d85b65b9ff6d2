import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import express, { type RequestHandler, Router } from 'express'
import { compressedFiles } from './compressed-files.ts'
import { joinedScript } from './joined-script.ts'
import { joinedStyles, joinedStylesheet, stylesheets } from './stylesheets.ts'

const forEver = 'public, max-age=31536000, immutable'
const entryScript = 'scripts/app.js'
const wholeScript = 'scripts/all.js'

/** The files of the public folder, each under a URL that changes when any of them does. */
export interface Assets {
  /** `logo.svg` → `/base/assets/3f2a…/logo.svg` */
  url(file: string): string
  /** URLs of what a page is drawn with: one sheet, or while developing each by itself. */
  stylesheets: string[]
  /** URL of the module that improves every page, with what it imports inside, or while developing beside it. */
  script: string
  /** To be mounted at the path that was given as `mount`. */
  serve: RequestHandler
}

/**
 * One hash for the whole folder, so that relative imports between modules and stylesheets keep working.
 * Only the current hash is immutable: an old page that asks after an upgrade must not keep the new file.
 */
export function assets(folder: string, mount: string, isCached: boolean): Assets {
  const files = isCached ? filesBelow(folder) : new Map<string, Buffer>()
  const version = isCached ? contentHash(files) : 'dev'
  const url = (file: string) => `${mount}/${version}/${file}`
  const serve = Router()
  if (isCached) serve.use(`/${version}`, compressedFiles(withJoined(files), forEver))
  const options = { index: false, redirect: false, acceptRanges: false, cacheControl: false }
  serve.use('/:version', express.static(folder, { ...options, setHeaders }))
  return {
    url,
    stylesheets: (isCached ? [joinedStylesheet] : stylesheets).map(url),
    script: url(isCached ? wholeScript : entryScript),
    serve,
  }
}

function setHeaders(res: { setHeader(name: string, value: string): unknown }): void {
  res.setHeader('Cache-Control', 'no-cache')
}

function withJoined(files: Map<string, Buffer>): Map<string, Buffer> {
  return new Map([
    ...files,
    [joinedStylesheet, joinedStyles(files)],
    [wholeScript, joinedScript(files, entryScript)],
  ])
}

function contentHash(files: ReadonlyMap<string, Buffer>): string {
  const hash = createHash('sha256')
  for (const [name, content] of files) hash.update(name).update(content)
  return hash.digest('hex').slice(0, 16)
}

/** Every file by the name that its URL gives it. They are small: together below 200 kB. */
function filesBelow(folder: string): Map<string, Buffer> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  const nameOf = (path: string) => relative(folder, path).replaceAll('\\', '/')
  return new Map(paths.sort().map((path) => [nameOf(path), readFileSync(path)]))
}
