import { groupBy } from '../group-by.ts'
import { bytes, series } from '../wording.ts'
import type { BackupFile, Dump } from './backup.ts'
import { groupIntoDumps } from './dump.ts'
import { isHardLink, latestDumps } from './latest-link.ts'
import { type Loss, lossOf } from './loss.ts'

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
  /** What the person may not have thought of: links that will lead nowhere. */
  linkWarnings: string[]
  /** Null: its database loses nothing that it could miss. */
  loss: Loss | null
}

/** Null when no dump on the list has that file: it is gone, or a latest link. */
export function planRemoval(
  files: BackupFile[],
  fileId: string,
  scope: RemovalScope,
): Removal | null {
  return removalPlanner(files).plan(fileId, scope)
}

/** Plans any number of removals from one list, which is taken apart only once. */
export function removalPlanner(files: BackupFile[]) {
  const dumps = groupIntoDumps(files)
  const dumpOf = new Map(dumps.flatMap((dump) => dump.files.map(({ id }) => [id, dump] as const)))
  const linksOf = linksByDump(dumps, files)
  return {
    dumps,
    plan(fileId: string, scope: RemovalScope): Removal | null {
      const dump = dumpOf.get(fileId)
      if (!dump) return null
      const goes = dump.files.filter((file) => scope === 'dump' || file.id === fileId)
      return removalOf(dump, goes, { dumps, links: linksOf.get(dump) ?? [] })
    },
  }
}

function removalOf(
  dump: Dump,
  goes: BackupFile[],
  { dumps, links }: { dumps: Dump[]; links: BackupFile[] },
): Removal {
  const stays = dump.files.filter((file) => !goes.includes(file))
  const holder = links.find((link) => isHardLink(link, dump))
  const freesBytes = stays.length > 0 || holder ? 0 : dump.sizeBytes
  return {
    dump,
    files: goes,
    stays,
    freesBytes,
    effect: effectOf(freesBytes, stays, holder),
    linkWarnings: linkWarnings(links, goes, dump),
    loss: stays.length > 0 ? null : lossOf(dump.database, [dump], dumps),
  }
}

function linksByDump(dumps: Dump[], files: BackupFile[]): Map<Dump, BackupFile[]> {
  const links = new Map<Dump, BackupFile[]>()
  for (const [link, dump] of latestDumps(dumps, files)) {
    links.set(dump, [...(links.get(dump) ?? []), link])
  }
  return links
}

function effectOf(freesBytes: number, stays: BackupFile[], holder: BackupFile | undefined): string {
  if (stays.length > 0) {
    return `Frees 0 B: the same dump is also in ${series(stays.map((file) => file.slot))}.`
  }
  if (holder) return `Frees 0 B: ${holder.name} in ${holder.slot} keeps the same bytes.`
  return `Frees ${bytes(freesBytes)}. Nothing of this dump is left.`
}

/** A symbolic link survives its file and leads nowhere; a hard link keeps the bytes by itself. */
function linkWarnings(links: BackupFile[], goes: BackupFile[], dump: Dump): string[] {
  const slots = new Set(goes.map((file) => file.slot))
  const dangling = links.filter((link) => slots.has(link.slot) && !isHardLink(link, dump))
  return [...groupBy(dangling, (link) => link.name)].map(
    ([name, named]) =>
      `${name} in ${series(named.map((link) => link.slot))} points at it and will lead nowhere.`,
  )
}
