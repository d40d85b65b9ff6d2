import {
  type AuditAction,
  type AuditFilter,
  type AuditOrder,
  type AuditRecord,
  type AuditSort,
  newestFirst,
} from '../../../core/audit.ts'
import type { Viewer } from '../frame/viewer.ts'
import { type SelectOption, selectOptions } from '../pieces/select.ts'
import { type SortColumn, sortColumn } from '../pieces/sort-column.ts'
import { actionWordings, outcomeBadges } from './audit-words.ts'

/** What narrows and orders the audit log; each link keeps whatever it does not change. */
export interface AuditFilters {
  action: string
  q: string
  who: string
  /** Carried through the form; empty when newest first. */
  sort: string
  actions: SelectOption[]
  outcomes: SelectOption[]
  /** Null when nothing is narrowed. */
  clearHref: string | null
  summary: string
  columns: SortColumn[]
}

const columns: [AuditSort, string][] = [
  ['time', 'When'],
  ['who', 'Who'],
  ['action', 'What'],
  ['target', 'On'],
  ['outcome', 'Outcome'],
]

export const auditActions = Object.entries(actionWordings) as [AuditAction, string][]

export const auditOutcomes = Object.entries(outcomeBadges).map(
  ([outcome, { text }]) => [outcome as AuditRecord['outcome'], text] as const,
)

export function auditFilters(
  { filter, order, total }: { filter: AuditFilter; order: AuditOrder; total: number },
  { paths, format }: Viewer,
): AuditFilters {
  const sort = sortText(order)
  const href = (changed: string) => paths.audit({ ...auditQueryText(filter), sort: changed })
  const isNarrowed = Object.keys(filter).length > 0
  return {
    action: paths.audit(),
    q: filter.about ?? '',
    who: filter.who ?? '',
    sort: isUsual(order) ? '' : sort,
    actions: selectOptions('All actions', auditActions, filter.action ?? ''),
    outcomes: selectOptions('All outcomes', auditOutcomes, filter.outcome ?? ''),
    clearHref: isNarrowed ? paths.audit(auditQueryText({}, order)) : null,
    summary: `${format.number(total)} ${isNarrowed ? 'matching' : total === 1 ? 'entry' : 'entries'}`,
    columns: columns.map(([key, text]) =>
      sortColumn({ key, text, isLargestFirst: key === 'time' }, sort, href),
    ),
  }
}

/** The same filter and order as a URL spells them; the usual order needs no words. */
export function auditQueryText(filter: AuditFilter, order = newestFirst) {
  const { about, who, action, outcome } = filter
  return { q: about, who, action, outcome, ...(!isUsual(order) && { sort: sortText(order) }) }
}

export function isUsual({ sort, direction }: AuditOrder): boolean {
  return sort === newestFirst.sort && direction === newestFirst.direction
}

function sortText({ sort, direction }: AuditOrder): string {
  return direction === 'ascending' ? sort : `-${sort}`
}
