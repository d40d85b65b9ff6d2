import { type AuditFilter, type AuditOrder, auditSorts, newestFirst } from '../../core/audit.ts'
import { auditActions, auditOutcomes } from '../views/audit/audit-filters.ts'
import { queryText } from './query.ts'

/** What the URL of the audit log asks for; anything strange asks for nothing. */
export function readAuditQuery(query: Record<string, unknown>): AuditFilter {
  const action = auditActions.find(([each]) => each === query['action'])?.[0]
  const outcome = auditOutcomes.find(([each]) => each === query['outcome'])?.[0]
  const who = queryText(query, 'who')
  const about = queryText(query, 'q')
  return {
    ...(action && { action }),
    ...(outcome && { outcome }),
    ...(who !== '' && { who }),
    ...(about !== '' && { about }),
  }
}

/** `who`, or `-who` for the other way round; anything strange is newest first. */
export function readAuditOrder(query: Record<string, unknown>): AuditOrder {
  const text = queryText(query, 'sort')
  const sort = auditSorts.find((each) => each === text.replace(/^-/, ''))
  if (sort === undefined) return newestFirst
  return { sort, direction: text.startsWith('-') ? 'descending' : 'ascending' }
}
