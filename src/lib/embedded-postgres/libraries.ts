import { chown, mkdir, readFile, readlink, symlink, unlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Account } from './run.ts'

/**
 * npm packages cannot carry symbolic links: the package makes them in an install script, which is
 * off here. We make them beside the data instead, and leave node_modules as it is.
 */
export async function linkLibraries(
  native: string,
  folder: string,
  account: Account | undefined,
): Promise<void> {
  await mkdir(folder, { recursive: true })
  if (account) await chown(folder, account.uid, account.gid)
  for (const { source, target } of await readLinks(native)) {
    await link(join(native, 'lib', basename(source)), join(folder, basename(target)))
  }
}

async function readLinks(native: string): Promise<{ source: string; target: string }[]> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  return JSON.parse(text)
}

/** Another starter may be doing the same: whatever is there then is right too. */
async function link(file: string, path: string): Promise<void> {
  const present = await readlink(path).catch(() => undefined)
  if (present === file) return
  if (present !== undefined) await unlink(path).catch(() => undefined)
  await symlink(file, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
}
