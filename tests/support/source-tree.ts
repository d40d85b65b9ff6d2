import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

export interface Import {
  from: string
  /** A path from the root of the project, or the name of a package. */
  to: string
  isTypeOnly: boolean
}

/** Paths from the root of the project of all files below a folder, those that tools write left out. */
export function filesBelow(folder: string, extension: string): string[] {
  return readdirSync(new URL(folder, `file://${root}`), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name}`)
    .filter((path) => path.endsWith(extension) && !path.includes('/generated/'))
}

export function foldersIn(folder: string): string[] {
  return readdirSync(new URL(folder, `file://${root}`), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
}

export function read(path: string): string {
  return readFileSync(new URL(path, `file://${root}`), 'utf8')
}

const statement = /^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm
const call = /\bimport\(\s*'([^']+)'/g

/** All that a source file imports or re-exports, dynamic imports included. */
export function importsOf(path: string): Import[] {
  const text = read(path)
  const stated = [...text.matchAll(statement)].map(([, type, to = '']) => ({ type, to }))
  const called = [...text.matchAll(call)].map(([, to = '']) => ({ type: undefined, to }))
  return [...stated, ...called].map(({ type, to }) => ({
    from: path,
    to: to.startsWith('.') ? resolved(path, to) : packageName(to),
    isTypeOnly: type !== undefined,
  }))
}

function resolved(from: string, to: string): string {
  return new URL(to, `file:///${from}`).pathname.slice(1)
}

function packageName(specifier: string): string {
  const parts = specifier.split('/')
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/')
}
