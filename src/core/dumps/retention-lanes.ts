import type { BackupFile, Slot } from './backup.ts'

/** One file of a slot, and when the container's own arithmetic lets it go. */
export interface LaneFile {
  file: BackupFile
  /** From then on the next successful run deletes it. Null: never, as the settings are. */
  expiresAt: Date | null
  isDue: boolean
}

/** One slot: files come in on the right when they are made, and leave on the left by age. */
export interface RetentionLane {
  slot: Slot
  /** How old its files get. Null: none of them is ever deleted. */
  keptMs: number | null
  /** Newest first. */
  files: LaneFile[]
}

const slots: Slot[] = ['last', 'daily', 'weekly', 'monthly']

/** The slots of one database. `expiries` by file id, as the driver computes them; empty: not known. */
export function retentionLanes(
  files: BackupFile[],
  expiries: ReadonlyMap<string, Date>,
  now: Date,
): RetentionLane[] {
  return slots.map((slot) => {
    const own = files
      .filter((file) => file.slot === slot && !file.isLatestLink)
      .sort((a, b) => b.modifiedAt.getTime() - a.modifiedAt.getTime())
      .map((file) => laneFile(file, expiries.get(file.id) ?? null, now))
    return { slot, keptMs: keptMs(own), files: own }
  })
}

/** What goes next, over all slots: the first to fall due at the front. */
export function firstToGo(lanes: RetentionLane[]): LaneFile[] {
  const due = (each: LaneFile) => each.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY
  return lanes.flatMap(({ files }) => files).sort((a, b) => due(a) - due(b) || newer(a, b))
}

function laneFile(file: BackupFile, expiresAt: Date | null, now: Date): LaneFile {
  return { file, expiresAt, isDue: expiresAt !== null && expiresAt <= now }
}

function newer(a: LaneFile, b: LaneFile): number {
  return b.file.modifiedAt.getTime() - a.file.modifiedAt.getTime()
}

/** One limit holds for a whole slot, so any file that has an end tells it. */
function keptMs(files: LaneFile[]): number | null {
  for (const { file, expiresAt } of files) {
    if (expiresAt) return expiresAt.getTime() - file.modifiedAt.getTime()
  }
  return null
}
