import type { Dump } from './backup.ts'

const minuteMs = 60_000

/** The clocks of file system and process may differ, and the status is written a moment after the files. */
const lagMs = 5 * minuteMs

/**
 * A file that was copied without its time is as new as the copy, and proves nothing. Runs never overlap,
 * so what began before the last one ended, and yet ends after it, was not made by a run. Null: no run is
 * known to have ended.
 */
export function isCopied(
  { startedAt, finishedAt }: { startedAt: Date; finishedAt: Date },
  lastRunAt: Date | null,
): boolean {
  if (lastRunAt === null) return false
  return startedAt <= lastRunAt && finishedAt.getTime() > lastRunAt.getTime() + lagMs
}

/** Copied dumps with the time that their names tell; the others as they are. */
export function withoutCopyTimes(
  dumps: Dump[],
  { lastRunAt, offsetMinutes }: { lastRunAt: Date | null; offsetMinutes: number | null },
): Dump[] {
  return dumps.map((dump) => {
    const startedAt = nameTimeOf(dump, offsetMinutes ?? 0)
    const { finishedAt } = dump
    const isOld = startedAt !== null && isCopied({ startedAt, finishedAt }, lastRunAt)
    return isOld ? { ...dump, finishedAt: startedAt } : dump
  })
}

/** The start that the names tell: to the second, or else the noon of a day. Null: neither. */
export function nameTimeOf({ files, stampedAt }: Dump, offsetMinutes: number): Date | null {
  const day = files.find(({ stampedOn }) => stampedOn)?.stampedOn
  const wall = stampedAt ?? (day === undefined ? undefined : new Date(`${day}T12:00:00Z`))
  return wall ? new Date(wall.getTime() - offsetMinutes * minuteMs) : null
}
