import { cp, link, rm, stat, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { slots } from '../files/slots.ts'
import type { Environment } from './environment.ts'
import type { SlotNames } from './file-names.ts'
import type { JobLog } from './log.ts'
import { ScriptExit } from './script.ts'

/** Puts one dump into every slot: as hard links, or as copies when it is a directory. */
export async function rotate(backupDir: string, names: SlotNames): Promise<void> {
  const dump = join(backupDir, 'last', names.last)
  const isDirectory = (await stat(dump)).isDirectory()
  for (const slot of ['daily', 'weekly', 'monthly'] as const) {
    const target = join(backupDir, slot, names[slot])
    if (isDirectory) await cp(dump, target, { recursive: true })
    else if (target !== dump) await replace(target, () => link(dump, target))
  }
}

/** Points `<database>-latest` of each slot at the newest dump there. */
export async function markLatest(
  backupDir: string,
  database: string,
  names: SlotNames,
  env: Environment,
  log: JobLog,
): Promise<void> {
  const type = env['BACKUP_LATEST_TYPE']
  if (type !== 'symlink' && type !== 'hardlink') return
  if (type === 'hardlink') {
    // The container looks for the dump in the wrong directory here, and the run ends with an error.
    log.line(`ln: failed to access '${names.last}': No such file or directory`)
    throw new ScriptExit(1)
  }
  for (const slot of slots) {
    const latest = join(backupDir, slot, `${database}-latest${env['BACKUP_SUFFIX'] ?? ''}`)
    const isDirectory = (await stat(join(backupDir, slot, names[slot]))).isDirectory()
    await replace(latest, () =>
      isDirectory
        ? cp(join(backupDir, slot, names[slot]), latest, { recursive: true })
        : symlink(names[slot], latest),
    )
  }
}

async function replace(path: string, create: () => Promise<void>): Promise<void> {
  await rm(path, { force: true, recursive: true })
  await create()
}
