import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { EmbeddedPostgresError } from './errors.ts'
import { programPath } from './native.ts'
import type { ServerSettings } from './postmaster.ts'
import { type Runtime, run } from './run.ts'

/** The folder that Postgres calls its data directory, and the password of its one role. */
export interface Cluster {
  folder: string
  password: string
}

/** Makes the cluster at the first start; afterwards only checks that this Postgres can open it. */
export async function openCluster(runtime: Runtime, settings: ServerSettings): Promise<Cluster> {
  const folder = join(runtime.home, 'cluster')
  if (!existsSync(folder)) await makeCluster(folder, runtime, settings)
  await checkVersion(folder, runtime)
  return { folder, password: await readFile(passwordFile(folder), 'utf8') }
}

const passwordFile = (folder: string) => join(folder, 'backupgram-admin.password')

/**
 * Made under another name and then renamed: a killed start leaves no half of a cluster, and of
 * several starters at once one wins and the others use its.
 */
async function makeCluster(
  folder: string,
  runtime: Runtime,
  settings: ServerSettings,
): Promise<void> {
  const draft = `${folder}.${randomBytes(6).toString('hex')}`
  const secret = `${draft}.password`
  const args = initdbArgs(draft, secret, settings['fsync'] !== 'off')
  await writeFile(secret, randomBytes(24).toString('base64url'), { mode: 0o600 })
  if (runtime.account) await chown(secret, runtime.account.uid, runtime.account.gid)
  try {
    await run(programPath(runtime.native, 'initdb'), args, runtime)
    await rename(secret, passwordFile(draft))
    await rename(draft, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
  } finally {
    // Once there is a cluster nobody needs a draft, whether of a killed start or of a slower one.
    await removeDrafts(runtime.home, existsSync(folder) ? 'cluster.' : basename(draft))
  }
}

async function removeDrafts(home: string, prefix: string): Promise<void> {
  for (const name of await readdir(home)) {
    if (!name.startsWith(prefix)) continue
    await rm(join(home, name), { recursive: true, force: true, maxRetries: 5 })
  }
}

function initdbArgs(folder: string, secret: string, isLasting: boolean): string[] {
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${secret}`]
  const form = ['--locale=C', '--encoding=UTF8', ...(isLasting ? [] : ['--no-sync'])]
  return ['-D', folder, ...access, ...form]
}

async function checkVersion(folder: string, { major }: Runtime): Promise<void> {
  const made = (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim()
  if (made === major) return
  throw new EmbeddedPostgresError(
    `The database in ${folder} was made by Postgres ${made}, and the embedded one is ${major}. ` +
      'Go back to the version of backupgram-admin that made it, or move the data to a server of ' +
      'your own and set DATABASE_URL.',
  )
}
