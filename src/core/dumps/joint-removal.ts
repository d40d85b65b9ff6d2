import type { BackupFile, Dump } from './backup.ts'
import { type Loss, lossOf } from './loss.ts'
import { type Removal, removalPlanner } from './removal.ts'

/** What deleting several dumps together would do, before it is done. */
export interface JointRemoval {
  /** One for each dump, with all its slots, in the order in which they were chosen. */
  removals: Removal[]
  /** Chosen, but no longer on the server. */
  missing: string[]
  fileCount: number
  freesBytes: number
  /** By database: together they may take what each of them alone would leave. */
  losses: Loss[]
}

/** Whole dumps: any file of a dump chooses it, and chooses it once. */
export function planJointRemoval(files: BackupFile[], fileIds: string[]): JointRemoval {
  const { dumps, plan } = removalPlanner(files)
  const plans = fileIds.map((id) => ({ id, removal: plan(id, 'dump') }))
  const byDump = new Map<Dump, Removal>()
  for (const { removal } of plans) if (removal) byDump.set(removal.dump, removal)
  const removals = [...byDump.values()]
  return {
    removals,
    missing: plans.filter(({ removal }) => removal === null).map(({ id }) => id),
    fileCount: removals.reduce((sum, removal) => sum + removal.files.length, 0),
    freesBytes: removals.reduce((sum, removal) => sum + removal.freesBytes, 0),
    losses: lossesOf([...byDump.keys()], dumps),
  }
}

function lossesOf(goes: Dump[], dumps: Dump[]): Loss[] {
  const databases = [...new Set(goes.map((dump) => dump.database))].sort()
  return databases.flatMap((database) => lossOf(database, goes, dumps) ?? [])
}
