import { describe, expect, test } from 'vitest'
import { filesBelow, foldersIn, type Import, importsOf, read } from './support/source-tree.ts'

/** The floors of docs/decisions/001-floors.md: what each room may import beside itself. */
const rooms: Record<string, { all: string[]; typesOnly?: string[] }> = {
  core: { all: [] },
  lib: { all: ['core'] },
  drivers: { all: ['core', 'lib'] },
  channels: { all: ['core', 'lib'] },
  store: { all: ['core', 'lib'] },
  services: { all: ['core'], typesOnly: ['drivers', 'channels', 'store'] },
  web: { all: ['core', 'services'] },
  monitor: { all: ['core', 'services'] },
  sandbox: { all: [] },
}

/** The top floor may import everything, and nothing imports it. */
const topFloor = ['cli']

/** The places where a package may be imported. Its types may go anywhere: they vanish in the build. */
const homes: Record<string, string[]> = {
  '@electric-sql/pglite-tools': ['src/sandbox/'],
  '@node-rs/argon2': ['src/lib/'],
  '@prisma/adapter-pg': ['src/store/'],
  '@prisma/client': ['src/store/'],
  compression: ['src/web/'],
  'connect-pg-simple': ['src/web/'],
  'content-disposition': ['src/web/'],
  'cron-parser': ['src/lib/', 'src/sandbox/'],
  cronstrue: ['src/lib/'],
  ejs: ['src/web/'],
  express: ['src/web/'],
  'express-session': ['src/web/'],
  helmet: ['src/web/'],
  'ipaddr.js': ['src/lib/'],
  nodemailer: ['src/channels/email/'],
  passport: ['src/web/'],
  'passport-local': ['src/web/'],
  pg: ['src/store/', 'src/lib/embedded-postgres/', 'src/sandbox/'],
  'pg-copy-streams': ['src/sandbox/'],
  pino: ['src/lib/'],
  'prom-client': ['src/web/'],
  'rate-limiter-flexible': ['src/store/'],
  undici: ['src/lib/'],
  zod: ['src/lib/config/', 'src/drivers/', 'src/channels/', 'src/web/forms/'],
}

const vagueNames = /(^|[-/])(utils?|helpers?|common|misc|managers?|index)\.ts$/
const lineLimit = 250

const sources = filesBelow('src', '.ts')
const imports = sources.flatMap(importsOf)
const templates = filesBelow('views', '.ejs')

const show = ({ from, to }: Import) => `${from} imports ${to}`
const roomOf = (path: string) => /^src\/([^/]+)\//.exec(path)?.[1]

describe('floors', () => {
  test('every folder of src is a room of the house, and described in its plan', () => {
    const plan = read('docs/decisions/001-floors.md')
    const described = [...plan.matchAll(/^\| \d \| `(\w+)`/gm)].map(([, name]) => name)
    expect(foldersIn('src').sort()).toEqual([...Object.keys(rooms), ...topFloor].sort())
    expect(described.sort()).toEqual([...Object.keys(rooms), ...topFloor].sort())
  })

  test('a room imports only the rooms below it', () => {
    const isAllowed = ({ from, to, isTypeOnly }: Import) => {
      const room = roomOf(from)
      if (room === undefined || topFloor.includes(room) || !to.startsWith('src/')) return true
      const target = roomOf(to) ?? 'the top floor'
      const { all, typesOnly = [] } = rooms[room] ?? { all: [] }
      return [room, ...all, ...(isTypeOnly ? typesOnly : [])].includes(target)
    }
    expect(imports.filter((each) => !isAllowed(each)).map(show)).toEqual([])
  })

  test('the core does no input or output', () => {
    const isForeign = ({ from, to, isTypeOnly }: Import) =>
      roomOf(from) === 'core' && !to.startsWith('src/') && !isTypeOnly
    expect(imports.filter(isForeign).map(show)).toEqual([])
  })

  test('nothing in src imports from outside of src', () => {
    const leaves = ({ to }: Import) => /^(tests|bin|bench|prisma|views|public)\//.test(to)
    expect(imports.filter(leaves).map(show)).toEqual([])
  })
})

test('a package is imported only in its home', () => {
  const isHomeless = ({ from, to, isTypeOnly }: Import) => {
    if (isTypeOnly || to.startsWith('src/') || to.startsWith('node:')) return false
    return !homes[to]?.some((home) => from.startsWith(home))
  }
  expect(imports.filter(isHomeless).map(show)).toEqual([])
})

test('only lib/config.ts reads the environment', () => {
  const readers = sources.filter((path) => read(path).includes('process.env'))
  expect(readers).toEqual(['src/lib/config.ts'])
})

test(`no file is longer than ${lineLimit} lines`, () => {
  const files = [...sources, ...filesBelow('tests', '.ts'), ...templates]
  const long = files.map((path) => ({ path, lines: read(path).split('\n').length }))
  expect(long.filter(({ lines }) => lines > lineLimit)).toEqual([])
})

test('files are named for what they hold', () => {
  expect([...sources, ...filesBelow('tests', '.ts')].filter((p) => vagueNames.test(p))).toEqual([])
})

describe('templates', () => {
  const lines = templates.flatMap((path) =>
    read(path)
      .split('\n')
      .map((text, index) => ({ place: `${path}:${index + 1}`, text })),
  )
  const places = (isWrong: (text: string) => boolean) =>
    lines.filter(({ text }) => isWrong(text)).map(({ place, text }) => `${place}: ${text.trim()}`)
  const withoutEjs = (text: string) => text.replace(/<%[\s\S]*?%>/g, 'x')

  test('print raw text only for an include and for the body of the layout', () => {
    const allowed = /<%-\s*(include\(|view\.body\s*%>)/
    expect(places((text) => text.includes('<%-') && !allowed.test(text))).toEqual([])
  })

  test('have no inline script, style or event handler', () => {
    const inline = /<script(?![^>]*\ssrc=)|<style|\sstyle\s*=|<[a-z][^>]*\son[a-z]+\s*=/i
    expect(places((text) => inline.test(withoutEjs(text)))).toEqual([])
  })

  test('quote every attribute', () => {
    const tag = /<[a-z](?:"[^"]*"|'[^']*'|[^>"'])*>/gi
    const unquoted = templates.flatMap((path) =>
      [...withoutEjs(read(path)).matchAll(tag)]
        .filter(([text]) => /\s[\w-]+=(?!["'])/.test(text.replace(/"[^"]*"|'[^']*'/g, '""')))
        .map(([text]) => `${path}: ${text}`),
    )
    expect(unquoted).toEqual([])
  })
})
