import type { AuditAction, AuditRecord } from '../../core/audit.ts'
import type { Format, TimeView } from '../format.ts'
import type { Badge } from './badge.ts'
import type { Framed } from './frame.ts'
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
  /** Null on the last page. */
  olderHref: string | null
  /** Null on the first page. */
  newestHref: string | null
}

const actionWordings: Record<AuditAction, string> = {
  'user.sign-in': 'Sign-in',
  'user.sign-out': 'Sign-out',
  'user.create': 'New user',
  'user.update': 'Role change',
  'user.remove': 'User deletion',
  'user.reset-password': 'Password reset',
  'user.change-password': 'Password change',
  'user.change-preferences': 'Preferences',
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

/** `records`: newest first, one more than a page holds when there are older ones. */
export function auditView(records: AuditRecord[], isFirst: boolean, viewer: Viewer): AuditView {
  const { paths } = viewer
  const shown = records.slice(0, auditPerPage)
  const last = shown.at(-1)
  return {
    frame: { title: 'Audit log', section: 'audit', crumbs: [], header: null },
    rows: shown.map((record) => row(record, viewer)),
    olderHref: last && records.length > auditPerPage ? paths.audit(last.id) : null,
    newestHref: isFirst ? null : paths.audit(),
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

/** The names under which services keep details; one that is not here is shown as it is. */
const detailWordings: Record<string, string> = {
  server: 'on',
  baseUrl: 'address',
  targetDb: 'into',
  jobId: 'job',
  isTokenReplaced: 'token replaced',
}

function detail({ detail = {} }: AuditRecord, format: Format): string | null {
  const parts = Object.entries(detail).flatMap(([key, value]) => {
    if (value === false) return []
    const name = detailWordings[key] ?? key
    if (value === true) return [name]
    return [key === 'bytes' ? format.size(Number(value)) : `${name} ${value}`]
  })
  return parts.length === 0 ? null : parts.join(' · ')
}
