import type { AuditAction, AuditFilter, AuditRecord } from '../../../core/audit.ts'
import type { Viewer } from '../frame/viewer.ts'
import { type SelectOption, selectOptions } from '../pieces/select.ts'
import { actionWordings, outcomeBadges } from './audit-words.ts'

/** What narrows the audit log; its order is time. */
export interface AuditFilters {
  action: string
  q: string
  who: string
  actions: SelectOption[]
  outcomes: SelectOption[]
  /** Null when nothing is narrowed. */
  clearHref: string | null
  summary: string
}

export const auditActions = Object.entries(actionWordings) as [AuditAction, string][]

export const auditOutcomes = Object.entries(outcomeBadges).map(
  ([outcome, { text }]) => [outcome as AuditRecord['outcome'], text] as const,
)

export function auditFilters(
  { filter, total }: { filter: AuditFilter; total: number },
  { paths, format }: Viewer,
): AuditFilters {
  const isNarrowed = Object.keys(filter).length > 0
  return {
    action: paths.audit(),
    q: filter.about ?? '',
    who: filter.who ?? '',
    actions: selectOptions('All acts', auditActions, filter.action ?? ''),
    outcomes: selectOptions('All outcomes', auditOutcomes, filter.outcome ?? ''),
    clearHref: isNarrowed ? paths.audit() : null,
    summary: `${format.number(total)} ${isNarrowed ? 'matching' : total === 1 ? 'act' : 'acts'}`,
  }
}

/** The same filter as a URL spells it. */
export function auditQueryText({ about, who, action, outcome }: AuditFilter) {
  return { q: about, who, action, outcome }
}
