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
  await mkdir(dirname(wanted), { recursive: true })
  if (account && !(await isLink(wanted)) && !canReach(account, dirname(wanted))) {
    await linkElsewhere(wanted)
  }
  await mkdir(wanted, { recursive: true, mode: 0o700 })
  const home = realpathSync(wanted)
  if (account) await chown(home, account.uid, account.gid)
  else await refuseForeign(home)
  return home
}

/** A link stands where the account cannot go. Removing the data directory starts afresh, as elsewhere. */
async function linkElsewhere(wanted: string): Promise<void> {
  const elsewhere = join(await makeReachableFolder(), `data-${randomBytes(6).toString('hex')}`)
  await mkdir(elsewhere, { mode: 0o700 })
  await symlink(elsewhere, wanted).catch(async (error: NodeJS.ErrnoException) => {
    await rm(elsewhere, { recursive: true })
    if (error.code !== 'EEXIST') throw error
  })
}

/** A link whose target was removed is removed too. */
async function isLink(path: string): Promise<boolean> {
  const target = await readlink(path).catch(() => undefined)
  if (target !== undefined && !existsSync(path)) await rm(path)
  return target !== undefined && existsSync(path)
}

async function refuseForeign(home: string): Promise<void> {
  const { uid } = await stat(home)
  if (process.getuid === undefined || uid === process.getuid()) return
  throw new EmbeddedPostgresError(
    `The database in ${home} belongs to another account (uid ${uid}). ` +
      'Start as that account or as root, or set DATA_DIR to another folder, or set DATABASE_URL.',
  )
}
