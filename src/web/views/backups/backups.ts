import { listedBytes, physicalBytes } from '../../../core/dumps/dump.ts'
import {
  type DumpQuery,
  type DumpSelection,
  selectDumps,
} from '../../../core/dumps/dump-selection.ts'
import type { Reading } from '../../../core/reading.ts'
import type { BackupList, ListedBackups } from '../../../services/backups.ts'
import type { Query } from '../../paths.ts'
import { type BulkBar, bulkBar } from '../bulk/bulk-bar.ts'
import { type DensitySwitch, densitySwitch } from '../frame/density-switch.ts'
import type { Framed } from '../frame/frame.ts'
import type { Viewer } from '../frame/viewer.ts'
import { type FailureView, failureView } from '../pieces/failure.ts'
import { type Pagination, pagination } from '../pieces/pagination.ts'
import { serverFrame } from '../servers/server-header.ts'
import { isOffered, type Subject } from '../servers/subject.ts'
import { type BackupFilters, backupFilters, isNarrowed, queryOf } from './backup-filters.ts'
import { type BackupRow, backupRow } from './backup-row.ts'

export interface BackupsInput extends Subject {
  list: Reading<ListedBackups>
  query: DumpQuery
}

export interface BackupsView extends Framed {
  /** The list could not be read: neither emptiness nor a match can be claimed. */
  failure: FailureView | null
  totals: string | null
  /** Something is listed that is not shown here. */
  unread: string | null
  /** Of the chosen database, else of all. Null: there is nothing to tell of. */
  historyHref: string | null
  filters: BackupFilters | null
  rows: BackupRow[]
  density: DensitySwitch | null
  /** Null: no row can be chosen. */
  bulk: BulkBar | null
  pagination: Pagination | null
  /** `none`: the server has no dump. `no-match`: none that fits the filters. */
  empty: 'none' | 'no-match' | null
}

/** Each dump once, however many slots list it. */
export function backupsView(input: BackupsInput, viewer: Viewer): BackupsView {
  const { server, facets, list, query } = input
  const { paths } = viewer
  const frame = serverFrame(server, facets, { title: 'Backups', tab: 'Backups' }, viewer)
  const missing = {
    totals: null,
    unread: null,
    historyHref: null,
    filters: null,
    rows: [],
    density: null,
    bulk: null,
    pagination: null,
    empty: null,
  }
  if (!list.ok) {
    const retryHref = paths.backups(server.id, queryOf(query))
    return { frame, failure: failureView(list.error, server, viewer, retryHref), ...missing }
  }
  const { dumps } = list.value
  if (dumps.length === 0) return { frame, failure: null, ...missing, empty: 'none' }
  const selection = selectDumps(dumps, query)
  const href = (changed: Query) => paths.backups(server.id, { ...queryOf(query), ...changed })
  return {
    frame,
    failure: null,
    totals: totals(list.value, viewer),
    unread: unread(list.value),
    historyHref: historyHref(query, selection, server.id, viewer),
    filters: backupFilters(query, selection, paths.backups(server.id), href, viewer),
    rows: selection.rows.map((dump) => backupRow(dump, input, viewer)),
    density: densitySwitch(viewer, href({})),
    bulk: dumpBar(input, selection, href({}), viewer),
    pagination: pages(selection, query, href, viewer),
    empty: selection.total === 0 ? 'no-match' : null,
  }
}

function historyHref(
  { database }: DumpQuery,
  { databases }: DumpSelection,
  serverId: string,
  { paths }: Viewer,
): string {
  const isKnown = database !== undefined && databases.includes(database)
  return paths.history(serverId, isKnown ? { database } : {})
}

function dumpBar(
  subject: BackupsInput,
  { rows, total }: DumpSelection,
  next: string,
  viewer: Viewer,
): BulkBar | null {
  const { paths } = viewer
  const { id } = subject.server
  const download = { text: 'Download', action: paths.backupDownloads(id), icon: null }
  const remove = { text: 'Delete…', action: paths.newManyBackupRemovals(id), icon: null }
  const buttons = [
    ...(isOffered(subject, 'downloads', 'backup.download', viewer)
      ? [{ ...download, isDanger: false }]
      : []),
    ...(isOffered(subject, 'removals', 'backup.remove', viewer)
      ? [{ ...remove, isDanger: true }]
      : []),
  ]
  const isNarrow = isNarrowed(subject.query)
  const all = { rowCount: rows.length, total, isNarrowed: isNarrow }
  return bulkBar({ name: 'dump', ...all, next, buttons }, viewer)
}

function totals({ dumps, files }: BackupList, { format }: Viewer): string {
  const listed = files.filter((file) => !file.isLatestLink).length
  const counted = `${format.count(dumps.length, 'dump')} in ${format.count(listed, 'file')}`
  const physical = `${format.size(physicalBytes(dumps))} on disk`
  return `${counted} · ${physical}, ${format.size(listedBytes(files))} as listed`
}

function unread({ unreadCount }: ListedBackups): string | null {
  if (unreadCount === 0) return null
  const entries = unreadCount === 1 ? '1 entry' : `${unreadCount} entries`
  return `The server lists ${entries} that the panel does not understand. What is shown here is the rest.`
}

function pages(
  { page, total }: DumpSelection,
  { perPage }: DumpQuery,
  href: (changed: Query) => string,
  { format }: Viewer,
): Pagination | null {
  return pagination({ page, perPage, total }, (target) => href({ page: target }), format)
}
