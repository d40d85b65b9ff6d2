import type { Dump } from '../../../core/dumps/backup.ts'
import { isEmpty } from '../../../core/dumps/dump.ts'
import { sizeHistory } from '../../../core/dumps/size-history.ts'
import { usualSample } from '../../../core/dumps/usual-size.ts'
import { brokenOff } from '../../../core/verdicts/broken-off.ts'
import type { Format } from '../../format.ts'
import { type BackupRow, backupRow } from '../backups/backup-row.ts'
import { type SparklineView, sizeSparkline, trendLength } from '../charts/sparkline.ts'
import type { Viewer } from '../frame/viewer.ts'
import type { Subject } from '../servers/subject.ts'

export interface DatabaseRow {
  database: string
  /** The newest dump with something in it; null when there is none. */
  dump: BackupRow | null
  /** What speaks against it: no dump at all, or an empty one since. */
  warning: string | null
  trend: SparklineView | null
  /** Null for files of which nobody knows the database. */
  historyHref: string | null
}

/**
 * Each database that has a dump or should have one, by name. `dumps` are newest first; those whose
 * name tells no database are left to the list of all backups.
 */
export function databaseRows(
  dumps: Dump[],
  expected: string[],
  subject: Subject,
  viewer: Viewer,
): DatabaseRow[] {
  const byDatabase = new Map<string, Dump[]>(expected.map((name) => [name, []]))
  for (const dump of dumps) {
    if (dump.database === '') continue
    const known = byDatabase.get(dump.database)
    if (known) known.push(dump)
    else byDatabase.set(dump.database, [dump])
  }
  return [...byDatabase]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([database, own]) => databaseRow(database, own, subject, viewer))
}

function databaseRow(
  database: string,
  dumps: Dump[],
  subject: Subject,
  viewer: Viewer,
): DatabaseRow {
  const cut = brokenOff(dumps)
  const good = dumps.find((dump) => !isEmpty(dump) && !cut.has(dump))
  return {
    database,
    dump: good ? backupRow(good, subject, viewer) : null,
    warning: warningOn(dumps, good),
    trend: trendOf(dumps, viewer.format),
    historyHref: database === '' ? null : viewer.paths.history(subject.server.id, { database }),
  }
}

function warningOn(dumps: Dump[], good: Dump | undefined): string | null {
  const [newest] = dumps
  if (!newest) return 'The server lists no dump of it.'
  if (newest === good) return null
  if (good && isEmpty(newest)) return 'A later dump of it is empty.'
  if (good) return 'A later file of it is in “last” only: its run seems to have broken off.'
  return dumps.every(isEmpty)
    ? 'Every dump of it is empty.'
    : 'Every dump of it is empty, or in “last” only: its run seems to have broken off.'
}

function trendOf(dumps: Dump[], format: Format): SparklineView | null {
  return sizeSparkline(sizeHistory(dumps.slice(0, trendLength + usualSample)), format)
}
