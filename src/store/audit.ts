import {
  type AuditAction,
  type AuditEntry,
  type AuditFilter,
  type AuditOrder,
  type AuditRecord,
  newestFirst,
} from '../core/audit.ts'
import { auditWhere } from './audit-filter.ts'
import { auditBehind, auditOrderBy } from './audit-order.ts'
import type { Database } from './db.ts'
import type { AuditRow } from './generated/client.ts'
import { storable } from './text.ts'

export type AuditStore = ReturnType<typeof auditStore>

export interface AuditQuery extends AuditFilter {
  serverId?: string
  limit: number
  /** Newest first, unless it says otherwise. */
  order?: AuditOrder
  /** The id of the last record of the page before. */
  before?: string
}

/** Postgres says when, and its clock may be a moment behind ours. */
const clockLagMs = 60_000

const settingsActions: AuditAction[] = ['settings.update', 'settings.reset']
const callbackActions: AuditAction[] = ['callback.install', 'callback.remove']

/** Who did what. Rows are added and read, never changed. */
export function auditStore({ prisma }: Database) {
  /** Null: there is no such record. */
  function find(id: string): Promise<AuditRow | null> | null {
    return /^\d{1,18}$/.test(id) ? prisma.auditRow.findUnique({ where: { id: BigInt(id) } }) : null
  }

  return {
    /** Answers the id of the row. */
    async add(entry: AuditEntry): Promise<string> {
      return String((await prisma.auditRow.create({ data: toRow(entry) })).id)
    },

    async list(query: AuditQuery): Promise<AuditRecord[]> {
      const { limit, before, order = newestFirst, ...filter } = query
      const last = before === undefined ? undefined : await find(before)
      if (last === null) return []
      const rows = await prisma.auditRow.findMany({
        where: { AND: [auditWhere(filter), last ? auditBehind(last, order) : {}] },
        orderBy: auditOrderBy(order),
        take: limit,
      })
      return rows.map(toRecord)
    },

    /** What of a server's settings was changed from this panel: its keys, and its address for call-backs. */
    async settingsChangedSince(
      serverId: string,
      since: Date,
    ): Promise<{ keys: string[]; isCallback: boolean }> {
      const rows = await prisma.auditRow.findMany({
        where: {
          serverId: storable(serverId),
          action: { in: [...settingsActions, ...callbackActions] },
          at: { gte: new Date(since.getTime() - clockLagMs) },
        },
        select: { action: true, targetName: true },
      })
      const ofSettings = rows.filter(({ action }) =>
        settingsActions.some((each) => each === action),
      )
      return {
        keys: ofSettings.flatMap(({ targetName }) => targetName.split(', ')),
        isCallback: ofSettings.length < rows.length,
      }
    },

    count: (filter: AuditFilter): Promise<number> =>
      prisma.auditRow.count({ where: auditWhere(filter) }),
  }
}

/** Names of files and databases are other people's: they are cut rather than refused. */
function toRow({ actor, action, target, serverId, outcome, detail }: AuditEntry) {
  return {
    actorUserId: actor.userId,
    actorUsername: storable(actor.username),
    actorAddress: actor.address,
    action,
    targetKind: target.kind,
    targetId: storable(target.id),
    targetName: storable(target.name),
    serverId: serverId ?? null,
    outcome,
    ...(detail && { detail: toDetail(detail) }),
  }
}

function toDetail(detail: NonNullable<AuditEntry['detail']>) {
  const entries = Object.entries(detail)
  return Object.fromEntries(
    entries.map(([key, value]) => [key, typeof value === 'string' ? storable(value) : value]),
  )
}

/** The words were checked when they were written, by the type of the entry. */
function toRecord(row: AuditRow): AuditRecord {
  return {
    id: String(row.id),
    at: row.at,
    actor: { userId: row.actorUserId, username: row.actorUsername, address: row.actorAddress },
    action: row.action as AuditRecord['action'],
    target: {
      kind: row.targetKind as AuditRecord['target']['kind'],
      id: row.targetId,
      name: row.targetName,
    },
    ...(row.serverId !== null && { serverId: row.serverId }),
    outcome: row.outcome as AuditRecord['outcome'],
    ...(row.detail !== null && { detail: row.detail as NonNullable<AuditRecord['detail']> }),
  }
}
