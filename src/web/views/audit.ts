import type { AuditAction, AuditRecord } from '../../core/audit.ts'
import type { TimeView } from '../format.ts'
import type { Badge } from './badge.ts'
import type { Framed } from './frame.ts'
import { type Pagination, pagination } from './pagination.ts'
import type { Viewer } from './viewer.ts'

export const auditPerPage = 50

export interface AuditView extends Framed {
  rows: {
    at: TimeView
    who: string
    address: string | null
    action: string
    target: string
    kind: string
    href: string | null
    outcome: Badge
    detail: string | null
  }[]
  pagination: Pagination | null
}

const actionWordings: Record<AuditAction, string> = {
  'user.sign-in': 'Signed in',
  'user.sign-out': 'Signed out',
  'user.create': 'Created user',
  'user.reset-password': 'Reset password',
  'server.create': 'Added server',
  'server.update': 'Changed server',
  'server.remove': 'Deleted server',
  'backup.download': 'Downloaded',
  'backup.remove': 'Deleted backup',
  'run.start': 'Ran backup',
  'restore.start': 'Restored',
  'settings.update': 'Changed settings',
  'settings.reset': 'Reset setting',
}

const outcomeBadges: Record<AuditRecord['outcome'], Badge> = {
  done: { tone: 'quiet', icon: 'check', text: 'Done' },
  refused: { tone: 'warn', icon: 'key', text: 'Refused' },
  failed: { tone: 'bad', icon: 'cross', text: 'Failed' },
}

export function auditView(
  records: AuditRecord[],
  list: { page: number; total: number },
  viewer: Viewer,
): AuditView {
  const { paths } = viewer
  return {
    frame: { title: 'Audit log', section: 'audit', crumbs: [], header: null },
    rows: records.map((record) => row(record, viewer)),
    pagination: pagination({ ...list, perPage: auditPerPage }, paths.audit),
  }
}

function row(record: AuditRecord, { paths, format }: Viewer): AuditView['rows'][number] {
  const { actor, target, serverId, action } = record
  const isLinked = serverId !== undefined && action !== 'server.remove'
  return {
    at: format.time(record.at),
    who: actor.username,
    address: actor.address,
    action: actionWordings[action],
    target: target.name,
    kind: target.kind,
    href: isLinked ? paths.server(serverId) : null,
    outcome: outcomeBadges[record.outcome],
    detail: detail(record),
  }
}

function detail({ detail }: AuditRecord): string | null {
  if (detail === undefined) return null
  const parts = Object.entries(detail).map(([key, value]) => `${key}: ${value}`)
  return parts.length === 0 ? null : parts.join(' · ')
}
