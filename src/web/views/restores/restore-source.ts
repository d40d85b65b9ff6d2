import type { Dump } from '../../../core/dumps/backup.ts'
import { sourceWarnings } from '../../../core/dumps/restore-target.ts'
import type { Operation } from '../../../core/operation.ts'
import { brokenOff } from '../../../core/verdicts/broken-off.ts'
import type { TimeView } from '../../format.ts'
import type { Viewer } from '../frame/viewer.ts'
import { type Badge, runBadges } from '../pieces/badge.ts'
import type { RestoreInput } from './restore.ts'

export interface RestoreSourceView {
  backupId: string
  name: string
  database: string | null
  size: string | null
  age: TimeView | null
  finished: TimeView | null
  /** Of the run that made it; null when nobody watched that run. */
  badge: Badge | null
  warnings: string[]
  /** To choose another. */
  changeHref: string
}

/** What is about to be restored. Null when nothing is chosen, or when it is gone. */
export function restoreSource(
  input: RestoreInput,
  dump: Dump | null,
  viewer: Viewer,
): RestoreSourceView | null {
  const { list, backupId, server } = input
  if (backupId === null) return null
  const changeHref = viewer.paths.newRestore(server.id)
  if (dump) return { ...knownSource(dump, input, viewer), backupId, changeHref }
  if (list.ok) return null
  const unknown = { database: null, size: null, age: null, finished: null, badge: null }
  return { backupId, name: backupId, ...unknown, warnings: [], changeHref }
}

const cutShort =
  'This file is in “last” only, newer than what the other slots hold: its run seems to have broken off, and it may be cut short.'

function knownSource(dump: Dump, { operations, list }: RestoreInput, { format, now }: Viewer) {
  const isCut = list.ok && brokenOff(list.value.dumps).has(dump)
  return {
    name: dump.name,
    database: dump.database || 'Not told by its name',
    size: format.size(dump.sizeBytes),
    age: format.ago(dump.finishedAt, now),
    finished: format.time(dump.finishedAt),
    badge: badgeOf(dump, operations),
    warnings: [...sourceWarnings(dump), ...(isCut ? [cutShort] : [])],
  }
}

/**
 * The run during which the dump was finished, if it was started from here and its end was seen. Of
 * several that waited for each other, it is the first to end after the dump.
 */
function badgeOf(dump: Dump, operations: Operation[]): Badge | null {
  const finishedAt = dump.finishedAt.getTime()
  const [run] = operations
    .filter(({ kind }) => kind === 'backup')
    .filter(({ startedAt }) => wholeSecond(startedAt) <= finishedAt)
    .filter(({ endedAt }) => endedAt && finishedAt <= endedAt.getTime())
    .sort((one, other) => Number(one.endedAt) - Number(other.endedAt))
  const badges: Record<string, Badge> = runBadges
  return (run?.verdict && badges[run.verdict]) ?? null
}

/** The server tells times in whole seconds. */
function wholeSecond(at: Date): number {
  return Math.floor(at.getTime() / 1000) * 1000
}
