import type { BackupFile, Dump, Slot } from './backup.ts'
import { groupIntoDumps, listedBytes } from './dump.ts'
import { isHardLink, latestDumps } from './latest-link.ts'

/** What a retention deletes by age at the next successful run, set against another one. */
export interface Expiry {
  /** Only slots that lose files, from last to monthly; newest files first. */
  slots: { slot: Slot; files: BackupFile[]; listedBytes: number }[]
  listedBytes: number
  /** On disk: a dump that another slot or a link still holds frees nothing. */
  freedBytes: number
  /** Files that go with the other retention too. */
  alsoGoes: number
  /** Files that would have gone with the other one, and stay now. */
  spared: number
}

type FileSet = ReadonlySet<BackupFile>

const slotOrder: Slot[] = ['last', 'daily', 'weekly', 'monthly']

/** `goes`: what is deleted; `before`: what the other retention deletes. Both are parts of `files`. */
export function expiry(files: BackupFile[], goes: BackupFile[], before: BackupFile[] = []): Expiry {
  const gone = new Set(goes)
  const goneBefore = new Set(before)
  const newly = goes.filter((file) => !goneBefore.has(file)).sort(newestFirst)
  return {
    slots: slotOrder.flatMap((slot) => {
      const own = newly.filter((file) => file.slot === slot)
      return own.length === 0 ? [] : [{ slot, files: own, listedBytes: listedBytes(own) }]
    }),
    listedBytes: listedBytes(newly),
    freedBytes: onlyFreed(files, gone, goneBefore),
    alsoGoes: goes.length - newly.length,
    spared: before.filter((file) => !gone.has(file)).length,
  }
}

/** Of dumps that the other retention would have freed as well, nothing counts. */
function onlyFreed(files: BackupFile[], gone: FileSet, goneBefore: FileSet): number {
  const dumps = groupIntoDumps(files)
  const held = new Set(
    [...latestDumps(dumps, files)]
      .filter(([link, dump]) => isHardLink(link, dump))
      .map(([, dump]) => dump),
  )
  return dumps
    .filter((dump) => !held.has(dump) && isGone(dump, gone) && !isGone(dump, goneBefore))
    .reduce((sum, dump) => sum + dump.sizeBytes, 0)
}

function isGone(dump: Dump, gone: FileSet): boolean {
  return dump.files.every((file) => gone.has(file))
}

function newestFirst(a: BackupFile, b: BackupFile): number {
  return b.modifiedAt.getTime() - a.modifiedAt.getTime()
}
