import type { Actor, AuditAction, AuditEntry } from '../core/audit.ts'
import type { Role } from '../core/permissions.ts'
import type { ServerStore } from '../store/servers.ts'
import type { UserStore } from '../store/users.ts'
import type { Audit } from './audit.ts'

export type Refusals = ReturnType<typeof refusalService>

/** What an address names, if it names anything. */
export interface Named {
  serverId?: string | undefined
  userId?: string | undefined
}

interface Deps {
  servers: Pick<ServerStore, 'find'>
  users: Pick<UserStore, 'find'>
  audit: Audit
}

type Target = Pick<AuditEntry, 'target' | 'serverId'>

/** Acts that were tried by people whose role does not include them. */
export function refusalService({ servers, users, audit }: Deps) {
  async function aimedAt({ serverId, userId }: Named, action: AuditAction): Promise<Target> {
    if (userId !== undefined) {
      const user = await users.find(userId)
      return { target: { kind: 'user', id: user?.id ?? '', name: user?.username ?? unknown } }
    }
    const server = serverId === undefined ? null : await servers.find(serverId)
    if (server) {
      const { id, name } = server
      return { target: { kind: 'server', id, name }, serverId: id }
    }
    const kind = action.startsWith('user.') ? 'user' : 'server'
    return { target: { kind, id: '', name: serverId === undefined ? notNamed : unknown } }
  }

  return {
    async record(actor: Actor, role: Role, action: AuditAction, named: Named): Promise<void> {
      const target = await aimedAt(named, action)
      await audit.record({ actor, action, ...target, outcome: 'refused', detail: { role } })
    },
  }
}

/** What does not exist is not kept as it was typed: anybody may type anything. */
const unknown = '(unknown)'
const notNamed = '(not named)'
