import type { Actor, AuditAction } from '../core/audit.ts'
import { Conflict, InvalidInput, NotFound } from '../core/errors.ts'
import type { BackupServer, ServerInput } from '../core/server.ts'
import type { ServerStore } from '../store/servers.ts'
import type { Audit } from './audit.ts'

export type Servers = ReturnType<typeof serverService>

interface Deps {
  servers: ServerStore
  audit: Audit
  /** Why an IP address is never contacted, or null. */
  whyNeverContacted: (address: string) => string | null
}

/** Adding, changing and deleting backup servers. */
export function serverService({ servers, audit, whyNeverContacted }: Deps) {
  /** Names are checked when they are resolved, at each connection; an address is wrong from the start. */
  function addressProblem(baseUrl: string): string | null {
    const host = new URL(baseUrl).hostname.replace(/^\[|\]$/g, '')
    const reason = isAddress(host) ? whyNeverContacted(host) : null
    return reason && `The panel never contacts it: ${reason}.`
  }

  function refuseAddress({ baseUrl }: ServerInput): void {
    const problem = addressProblem(baseUrl)
    if (problem !== null) throw new InvalidInput('baseUrl', problem)
  }

  return {
    list: servers.list,

    async get(id: string): Promise<BackupServer> {
      const server = await servers.find(id)
      if (!server) throw new NotFound('There is no such backup server.')
      return server
    },

    /** What saving would refuse for a reason that only the panel knows, before it is tried. */
    async problems(draft: { name: string; baseUrl: string }, stored: BackupServer | null) {
      const namesake = await servers.findNamed(draft.name)
      const isTaken = namesake !== null && namesake.id !== stored?.id
      const address = URL.canParse(draft.baseUrl) ? addressProblem(draft.baseUrl) : null
      return {
        ...(isTaken && { name: `There is a server called ${namesake.name} already.` }),
        ...(address !== null && { baseUrl: address }),
      }
    },

    /** Ids of servers whose stored token the present APP_SECRET does not open. */
    unreadable: servers.unreadable,

    async create(actor: Actor, input: ServerInput, token: string): Promise<BackupServer> {
      refuseAddress(input)
      return audit.around(
        act(actor, 'server.create', { id: '', name: input.name }),
        () => servers.create(input, token),
        (created) => act(actor, 'server.create', created),
      )
    },

    /** Without a token the stored one stays; it is never sent to another address than before. */
    async update(actor: Actor, server: BackupServer, input: ServerInput, token?: string) {
      if (input.baseUrl !== server.baseUrl && token === undefined) {
        throw new Conflict('A changed base URL needs the token again.')
      }
      refuseAddress(input)
      const detail = { baseUrl: input.baseUrl, isTokenReplaced: token !== undefined }
      return audit.around({ ...act(actor, 'server.update', server), detail }, () =>
        servers.update(server.id, input, token),
      )
    },

    async remove(actor: Actor, server: BackupServer): Promise<void> {
      await audit.around(act(actor, 'server.remove', server), () => servers.remove(server.id))
    },
  }
}

/** URL parsing has brought every spelling of an IPv4 address into the dotted one by now. */
function isAddress(host: string): boolean {
  return host.includes(':') || /^\d+(\.\d+){3}$/.test(host)
}

function act(actor: Actor, action: AuditAction, server: { id: string; name: string }) {
  const target = { kind: 'server' as const, id: server.id, name: server.name }
  return { actor, action, target, ...(server.id && { serverId: server.id }) }
}
