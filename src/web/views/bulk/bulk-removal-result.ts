import type { ActOutcome } from '../../../core/act-outcome.ts'
import type { Removal } from '../../../core/dumps/removal.ts'
import type { Viewer } from '../frame/viewer.ts'
import { serverFrame } from '../servers/server-header.ts'
import type { Subject } from '../servers/subject.ts'
import { type BulkResultRow, type BulkResultView, failedRow, tally } from './bulk-result.ts'

/** What became of each dump of one confirmed deletion; small, for it is kept in the session. */
export interface RemovalsResult {
  serverId: string
  rows: {
    id: string
    name: string
    fileCount: number
    freesBytes: number
    outcome: ActOutcome<void>
  }[]
  /** Chosen, but gone already. */
  missing: string[]
}

export function removalsResult(
  serverId: string,
  done: { item: Removal; outcome: ActOutcome<void> }[],
  missing: string[],
): RemovalsResult {
  const rows = done.map(({ item: { dump, files, freesBytes }, outcome }) => {
    const { id, name } = dump
    return { id, name, fileCount: files.length, freesBytes, outcome }
  })
  return { serverId, rows, missing }
}

type Row = RemovalsResult['rows'][number]

export function bulkRemovalResult(
  { server, facets }: Subject,
  { rows, missing }: RemovalsResult,
  viewer: Viewer,
): BulkResultView {
  const { paths } = viewer
  const failures = rows.filter(({ outcome }) => !outcome.isDone)
  const title = failures.length === 0 ? 'Dumps deleted' : 'Not every dump was deleted'
  const trail = [
    { text: 'Backups', href: paths.backups(server.id) },
    { text: 'Result', href: null },
  ]
  return {
    frame: serverFrame(server, facets, { title, tab: 'Backups', trail }, viewer),
    heading: title,
    summary: summaryOf(rows, missing, viewer),
    nameTitle: 'Dump',
    rows: [...rows.map((row) => resultRow(row, viewer)), ...missing.map(goneRow)],
    retry:
      failures.length === 0
        ? null
        : {
            action: paths.newManyBackupRemovals(server.id),
            name: 'dump',
            values: failures.map(({ id }) => id),
            text: 'Try the failed ones again',
            next: paths.backups(server.id),
          },
    links: [{ text: 'Show what is left', href: paths.backups(server.id) }],
  }
}

function summaryOf(rows: Row[], missing: string[], { format }: Viewer): string {
  const done = rows.filter(({ outcome }) => outcome.isDone)
  const freed = done.reduce((sum, row) => sum + row.freesBytes, 0)
  const counted = tally([
    [done.length, 'deleted'],
    [rows.length - done.length, 'failed'],
    [missing.length, 'gone already'],
  ])
  return `${counted}. ${format.size(freed)} freed.`
}

function resultRow(row: Row, { format }: Viewer): BulkResultRow {
  const { name, fileCount, freesBytes, outcome } = row
  if (outcome.isDone) {
    const freed = format.size(freesBytes)
    const sentence = `${format.count(fileCount, 'file')} deleted, ${freed} freed.`
    return {
      name,
      badge: { tone: 'quiet', icon: 'check', text: 'Deleted' },
      sentence,
      link: null,
      topic: null,
    }
  }
  const failed = failedRow(name, outcome)
  if (fileCount === 1) return failed
  return { ...failed, sentence: `${failed.sentence} Some of its ${fileCount} files may be gone.` }
}

function goneRow(name: string): BulkResultRow {
  const badge = { tone: 'quiet', icon: 'skip', text: 'Gone already' } as const
  return { name, badge, sentence: 'It was no longer on the server.', link: null, topic: null }
}
