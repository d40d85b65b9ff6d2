import type { BackupFile, Dump } from './backup.ts'
import { groupIntoDumps, isEmpty } from './dump.ts'
import { isHardLink, latestDumps } from './latest-link.ts'
import { bytes, day, series } from './wording.ts'

/** One listed file, or the dump with all its slots. */
export type RemovalScope = 'file' | 'dump'

/** What a deletion would do, before it is done. */
export interface Removal {
  dump: Dump
  /** What goes, in the order in which it is deleted. */
  files: BackupFile[]
  /** Slots that still hold the same dump afterwards. */
  stays: BackupFile[]
  freesBytes: number
  /** What is freed and what is left, in a sentence. */
  effect: string
  /** What the person may not have thought of. */
  warnings: string[]
}

/** Null when no dump on the list has that file: it is gone, or a latest link. */
export function planRemoval(
  files: BackupFile[],
  fileId: string,
  scope: RemovalScope,
): Removal | null {
  const dumps = groupIntoDumps(files)
  const dump = dumps.find((each) => each.files.some((file) => file.id === fileId))
  if (!dump) return null
  const goes = dump.files.filter((file) => scope === 'dump' || file.id === fileId)
  const stays = dump.files.filter((file) => !goes.includes(file))
  const links = linksOf(dump, dumps, files)
  const holder = links.find((link) => isHardLink(link, dump))
  const freesBytes = stays.length > 0 || holder ? 0 : dump.sizeBytes
  return {
    dump,
    files: goes,
    stays,
    freesBytes,
    effect: effectOf(freesBytes, stays, holder),
    warnings: [
      ...(stays.length > 0 ? [] : lossWarnings(dump, dumps)),
      ...linkWarnings(links, goes, dump),
    ],
  }
}

function linksOf(dump: Dump, dumps: Dump[], files: BackupFile[]): BackupFile[] {
  return [...latestDumps(dumps, files)]
    .filter(([, target]) => target === dump)
    .map(([link]) => link)
}

function effectOf(freesBytes: number, stays: BackupFile[], holder: BackupFile | undefined): string {
  if (stays.length > 0) {
    return `Frees 0 B: the same dump is also in ${series(stays.map((file) => file.slot))}.`
  }
  if (holder) return `Frees 0 B: ${holder.name} in ${holder.slot} keeps the same bytes.`
  return `Frees ${bytes(freesBytes)}. Nothing of this dump is left.`
}

function lossWarnings(dump: Dump, dumps: Dump[]): string[] {
  if (isEmpty(dump) || dump.database === '') return []
  const others = dumps.filter(
    (each) => each.database === dump.database && each.id !== dump.id && !isEmpty(each),
  )
  if (others.length === 0) return [`This is the only dump of ${dump.database}.`]
  const [newest] = others
  if (!newest || newest.finishedAt > dump.finishedAt) return []
  return [
    `This is the newest dump of ${dump.database}. The next one is from ${day(newest.finishedAt)}.`,
  ]
}

/** A symbolic link survives its file and leads nowhere; a hard link keeps the bytes by itself. */
function linkWarnings(links: BackupFile[], goes: BackupFile[], dump: Dump): string[] {
  const slots = new Set(goes.map((file) => file.slot))
  return links
    .filter((link) => slots.has(link.slot) && !isHardLink(link, dump))
    .map((link) => `${link.name} in ${link.slot} points at it and will lead nowhere.`)
}
