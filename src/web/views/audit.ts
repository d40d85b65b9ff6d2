import type { AuditAction, AuditRecord } from '../../core/audit.ts'
import type { Format, TimeView } from '../format.ts'
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
  'user.sign-in': 'Sign-in',
  'user.sign-out': 'Sign-out',
  'user.create': 'New user',
  'user.reset-password': 'Password reset',
  'server.create': 'New server',
  'server.update': 'Server change',
  'server.remove': 'Server deletion',
  'backup.download': 'Download',
  'backup.remove': 'Backup deletion',
  'run.start': 'Backup run',
  'restore.start': 'Restore',
  'settings.update': 'Settings change',
  'settings.reset': 'Setting reset',
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
    detail: detail(record, format),
  }
}

function detail({ detail }: AuditRecord, format: Format): string | null {
  if (detail === undefined) return null
  const parts = Object.entries(detail).map(([key, value]) =>
    key === 'bytes' ? format.size(Number(value)) : `${key}: ${value}`,
  )
  return parts.length === 0 ? null : parts.join(' · ')
}
