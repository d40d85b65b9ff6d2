import { randomBytes } from 'node:crypto'
import { existsSync, realpathSync } from 'node:fs'
import { chown, mkdir, readlink, rm, stat, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { canReach } from './account.ts'
import { EmbeddedPostgresError } from './errors.ts'
import { makeReachableFolder } from './native.ts'
import type { Account } from './run.ts'

/** Makes the folder that holds all of one server, owned by whom the server runs as. */
export async function makeHome(wanted: string, account: Account | undefined): Promise<string> {
  await makeFolder(dirname(wanted), 0o755)
  await removeDeadLink(wanted)
  if (account && !existsSync(wanted) && !canReach(account, dirname(wanted))) {
    await linkElsewhere(wanted)
  }
  await makeFolder(wanted, 0o700)
  const home = realpathSync(wanted)
  if (account) await lend(home, account)
  else await refuseForeign(home)
  return home
}

async function makeFolder(path: string, mode: number): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new EmbeddedPostgresError(
      `The folder for the embedded Postgres cannot be made: ${reason}. ` +
        'Set DATA_DIR to a folder that this account may write, or set DATABASE_URL.',
      { cause },
    )
  }
}

/** A link whose target somebody removed stands for an empty beginning. */
async function removeDeadLink(path: string): Promise<void> {
  const target = await readlink(path).catch(() => undefined)
  if (target !== undefined && !existsSync(path)) await rm(path)
}

/** A link stands where the account cannot go: without it, as without the data, all starts afresh. */
async function linkElsewhere(wanted: string): Promise<void> {
  const elsewhere = join(await makeReachableFolder(), `data-${randomBytes(6).toString('hex')}`)
  await mkdir(elsewhere, { mode: 0o700 })
  await symlink(elsewhere, wanted).catch(async (error: NodeJS.ErrnoException) => {
    await rm(elsewhere, { recursive: true })
    if (error.code !== 'EEXIST') throw error
  })
}

async function lend(home: string, account: Account): Promise<void> {
  await chown(home, account.uid, account.gid)
  if (canReach(account, home)) return
  throw new EmbeddedPostgresError(
    `The embedded Postgres may not run as root, and the account that it runs as (uid ` +
      `${account.uid}) cannot reach ${home}. Let others pass the folders above it ` +
      '(chmod o+x), set DATA_DIR to another folder, or set DATABASE_URL.',
  )
}

async function refuseForeign(home: string): Promise<void> {
  const { uid } = await stat(home)
  if (process.getuid === undefined || uid === process.getuid()) return
  throw new EmbeddedPostgresError(
    `The database in ${home} belongs to another account (uid ${uid}). ` +
      'Start as that account or as root, set DATA_DIR to another folder, or set DATABASE_URL.',
  )
}
