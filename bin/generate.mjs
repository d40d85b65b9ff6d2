/**
 * Makes src/store/generated, the Prisma client, from prisma/schema.prisma. Does nothing when it is
 * up to date; two at once are harmless; nothing is downloaded and nobody is called.
 */
import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const output = join(root, 'src/store/generated')
const require = createRequire(import.meta.url)
const schema = readFileSync(join(root, 'prisma/schema.prisma'), 'utf8')
const { version } = require('prisma/package.json')
const wanted = createHash('sha256').update(`${version}\n${schema}`).digest('hex')

if (presentStamp() !== wanted) generate()

function presentStamp() {
  try {
    return readFileSync(join(output, 'stamp'), 'utf8')
  } catch {
    return ''
  }
}

/** Made in a folder of its own and then put in place, so that nobody ever reads a half of it. */
function generate() {
  const draft = join(root, 'src/store', `.generated-${randomBytes(6).toString('hex')}`)
  const draftSchema = join(draft, 'schema.prisma')
  mkdirSync(draft)
  try {
    writeFileSync(draftSchema, schema.replace('"../src/store/generated"', '"./client"'))
    runPrisma(draftSchema)
    writeFileSync(join(draft, 'client', 'stamp'), wanted)
    put(join(draft, 'client'))
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

function runPrisma(schemaPath) {
  const program = join(dirname(require.resolve('prisma/package.json')), 'build/index.js')
  const env = {
    ...process.env,
    // Never run by `generate`, but looked for, and downloaded when not found: so it is found.
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  }
  const args = [program, 'generate', '--schema', schemaPath, '--no-hints']
  execFileSync(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'ignore', 'pipe'] })
}

function put(folder) {
  for (let attempt = 0; presentStamp() !== wanted && attempt < 5; attempt += 1) {
    rmSync(output, { recursive: true, force: true })
    try {
      renameSync(folder, output)
    } catch (error) {
      // Another run put its own there between the two steps.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    }
  }
}
