import type { AuditFilter } from '../core/audit.ts'
import type { Prisma } from './generated/client.ts'
import { storable } from './text.ts'

/** The condition that a filter stands for. Empty parts ask for nothing. */
export function auditWhere(filter: AuditFilter & { serverId?: string }): Prisma.AuditRowWhereInput {
  const { action, outcome, who, about, serverId } = filter
  return {
    ...(action && { action }),
    ...(outcome && { outcome }),
    ...(who && { actorUsername: containing(who) }),
    ...(about && { OR: aboutWhere(about) }),
    ...(serverId !== undefined && { serverId: storable(serverId) }),
  }
}

/** On what: the thing itself, or the server that it is on, by the name that it had then. */
function aboutWhere(about: string): Prisma.AuditRowWhereInput[] {
  const { contains, mode } = containing(about)
  return [
    { targetName: { contains, mode } },
    { detail: { path: ['server'], string_contains: contains, mode } },
  ]
}

/** In any case, and with nothing in it that a pattern would take for a joker. */
function containing(text: string) {
  const contains = storable(text).replace(/[\\%_]/g, (sign) => `\\${sign}`)
  return { contains, mode: 'insensitive' as const }
}
