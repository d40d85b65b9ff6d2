import type { AuditFilter, AuditOrder, AuditRecord } from '../../../core/audit.ts'
import { type FaultWording, faultWordings } from '../../../core/faults.ts'
import type { Format, TimeView } from '../../format.ts'
import { type DensitySwitch, densitySwitch } from '../frame/density-switch.ts'
import type { Framed } from '../frame/frame.ts'
import type { Viewer } from '../frame/viewer.ts'
import type { Badge } from '../pieces/badge.ts'
import { type AuditFilters, auditFilters, auditQueryText, isUsual } from './audit-filters.ts'
import { actionWordings, outcomeBadges } from './audit-words.ts'

export const auditPerPage = 50

export interface AuditView extends Framed {
  filters: AuditFilters
  density: DensitySwitch
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
  /** To the next page; null on the last one. */
  onwards: { text: string; href: string } | null
  /** To the first page; null on it. */
  back: { text: string; href: string } | null
}

export interface AuditPage {
  /** In order, one more than a page holds when there are more. */
  records: AuditRecord[]
  /** How many there are, on all pages. */
  total: number
  isFirst: boolean
  filter: AuditFilter
  order: AuditOrder
}

export function auditView(page: AuditPage, viewer: Viewer): AuditView {
  const { records, isFirst, filter, order } = page
  const { paths } = viewer
  const shown = records.slice(0, auditPerPage)
  const last = shown.at(-1)
  const kept = auditQueryText(filter, order)
  return {
    frame: { title: 'Audit log', section: 'audit', crumbs: [], header: null },
    filters: auditFilters(page, viewer),
    density: densitySwitch(viewer, paths.audit(kept)),
    rows: shown.map((record) => row(record, viewer)),
    onwards:
      last && records.length > auditPerPage
        ? {
            text: isUsual(order) ? 'Older' : 'Next',
            href: paths.audit({ ...kept, before: last.id }),
          }
        : null,
    back: isFirst ? null : { text: isUsual(order) ? 'Newest' : 'First', href: paths.audit(kept) },
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
  brokenOff: 'broke off after it had begun',
}

function detail({ detail = {} }: AuditRecord, format: Format): string | null {
  const parts = Object.entries(detail).flatMap(([key, value]) => {
    // Which row it goes on from is for programs: people see the two near each other.
    if (value === false || key === 'begunAs') return []
    const name = detailWordings[key] ?? key
    if (value === true) return [name]
    if (key === 'fault') return [faultText(String(value))]
    return [key === 'bytes' ? format.size(Number(value)) : `${name} ${value}`]
  })
  return parts.length === 0 ? null : parts.join(' · ')
}

/** Why an act failed, as the page on which it failed put it. */
function faultText(fault: string): string {
  const wordings: Record<string, FaultWording> = faultWordings
  return wordings[fault]?.title ?? 'Something went wrong in the panel'
}
