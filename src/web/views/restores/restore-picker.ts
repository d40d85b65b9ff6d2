import type { Dump } from '../../../core/dumps/backup.ts'
import { selectDumps } from '../../../core/dumps/dump-selection.ts'
import type { TimeView } from '../../format.ts'
import type { Viewer } from '../frame/viewer.ts'
import type { RestoreInput } from './restore.ts'

export interface RestorePicker {
  action: string
  q: string
  rows: { name: string; database: string; size: string; age: TimeView; href: string }[]
  /** How many more match than are shown. */
  more: string | null
  /** Said when the dump in the URL is no longer there. */
  note: string | null
  empty: 'none' | 'no-match' | null
}

const shownDumps = 20

/** The newest dumps, or those that match: one click chooses one. */
export function restorePicker(
  { server, backupId, text }: RestoreInput,
  dumps: Dump[],
  { paths, format, now }: Viewer,
): RestorePicker {
  const { rows, total } = selectDumps(dumps, {
    text,
    sort: 'finished',
    direction: 'descending',
    page: 1,
    perPage: shownDumps,
  })
  return {
    action: paths.newRestore(server.id),
    q: text,
    rows: rows.map((dump) => ({
      name: dump.name,
      database: dump.database || 'unknown database',
      size: format.size(dump.sizeBytes),
      age: format.ago(dump.finishedAt, now),
      href: paths.newRestore(server.id, dump.id),
    })),
    more:
      total > rows.length
        ? `${format.number(total - rows.length)} more match. Search to see them.`
        : null,
    note: backupId === null ? null : 'The dump that was chosen is no longer on the server.',
    empty: total > 0 ? null : dumps.length === 0 ? 'none' : 'no-match',
  }
}
