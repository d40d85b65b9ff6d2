import { groupBy } from '../group-by.ts'
import type { BackupFile, Dump } from './backup.ts'

/** A link is written right after its dump; the clock that stamps files may lag by a moment. */
const clockLagMs = 1000

/**
 * The dump that each latest link stands for; a link that leads nowhere is absent. The list does not say
 * where a link points, but each run points it at its own dump. So it stands for the newest dump of its
 * database that was there when the link was written, provided that its slot still holds that one.
 * `dumps` must be newest first.
 */
export function latestDumps(dumps: Dump[], files: BackupFile[]): Map<BackupFile, Dump> {
  const byDatabase = groupBy(dumps, ({ database }) => database)
  const targets = new Map<BackupFile, Dump>()
  for (const link of files) {
    if (!link.isLatestLink) continue
    const known = byDatabase.get(link.database) ?? []
    const target = known.find((dump) => isHardLink(link, dump)) ?? symlinkTarget(link, known)
    if (target) targets.set(link, target)
  }
  return targets
}

/** A hard link is the dump itself under one more name: as long as it is there, its bytes stay on disk. */
export function isHardLink(link: BackupFile, dump: Dump): boolean {
  return (
    link.sizeBytes === dump.sizeBytes && link.modifiedAt.getTime() === dump.finishedAt.getTime()
  )
}

function symlinkTarget(link: BackupFile, known: Dump[]): Dump | undefined {
  const writtenBy = link.modifiedAt.getTime() + clockLagMs
  const newest = known.find((dump) => dump.finishedAt.getTime() <= writtenBy)
  return newest?.files.some((file) => file.slot === link.slot) ? newest : undefined
}
