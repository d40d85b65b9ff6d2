import type { AuditOrder, AuditSort } from '../core/audit.ts'
import type { AuditRow, Prisma } from './generated/client.ts'

/** Where a column is sorted by another one: without regard to case, and within what an index takes. */
const columns = {
  who: 'actorKey',
  action: 'action',
  target: 'targetKey',
  outcome: 'outcome',
} as const satisfies Record<Exclude<AuditSort, 'time'>, keyof AuditRow>

/** Ids grow with time. Equals are told newest first in either direction, so that pages never shuffle. */
export function auditOrderBy({
  sort,
  direction,
}: AuditOrder): Prisma.AuditRowOrderByWithRelationInput[] {
  const word = direction === 'ascending' ? 'asc' : 'desc'
  return sort === 'time' ? [{ id: word }] : [{ [columns[sort]]: word }, { id: 'desc' }]
}

/** What comes behind a row in that order. */
export function auditBehind(
  row: AuditRow,
  { sort, direction }: AuditOrder,
): Prisma.AuditRowWhereInput {
  const beyond = direction === 'ascending' ? 'gt' : 'lt'
  if (sort === 'time') return { id: { [beyond]: row.id } }
  const column = columns[sort]
  return {
    // Says nothing new, but lets Postgres begin in the middle of the index.
    [column]: { [`${beyond}e`]: row[column] },
    OR: [{ [column]: { [beyond]: row[column] } }, { id: { lt: row.id } }],
  }
}
