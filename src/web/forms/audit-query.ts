import type { AuditFilter } from '../../core/audit.ts'
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
