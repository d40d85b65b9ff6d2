import type { Actor, AuditAction } from '../core/audit.ts'
import { NotFound, RemoteError } from '../core/errors.ts'
import type { ProbeStep } from '../core/probe.ts'
import type { BackupServer, ServerInput } from '../core/server.ts'
import type { DriverRegistry } from '../drivers/registry.ts'
import type { ServerStore } from '../store/servers.ts'
import type { Audit } from './audit.ts'
import type { Drivers } from './drivers.ts'

export type Servers = ReturnType<typeof serverService>

interface Deps {
  servers: ServerStore
  registry: DriverRegistry
  drivers: Drivers
  audit: Audit
}

/** Adding, changing, trying out and deleting backup servers. */
export function serverService({ servers, registry, drivers, audit }: Deps) {
  const act = (actor: Actor, action: AuditAction, server: { id: string; name: string }) => ({
    actor,
    action,
    target: { kind: 'server' as const, id: server.id, name: server.name },
    ...(server.id && { serverId: server.id }),
  })

  return {
    list: servers.list,
    get: servers.get,
    /** Ids of servers whose stored token the present APP_SECRET does not open. */
    unreadable: servers.unreadable,

    async create(actor: Actor, input: ServerInput, token: string): Promise<BackupServer> {
      return audit.around(
        act(actor, 'server.create', { id: '', name: input.name }),
        () => servers.create(input, token),
        (created) => act(actor, 'server.create', created),
      )
    },

    /** Without a token the stored one stays. */
    async update(actor: Actor, server: BackupServer, input: ServerInput, token?: string) {
      const detail = { baseUrl: input.baseUrl, isTokenReplaced: token !== undefined }
      return audit.around({ ...act(actor, 'server.update', server), detail }, () =>
        servers.update(server.id, input, token),
      )
    },

    async remove(actor: Actor, server: BackupServer): Promise<void> {
      await audit.around(act(actor, 'server.remove', server), () => servers.remove(server.id))
    },

    /** The ladder from name resolution up to a working token, for a stored server. */
    async probe(server: BackupServer, signal: AbortSignal): Promise<ProbeStep[]> {
      const driver = await drivers.open(server)
      return collect(driver.probe(signal))
    },

    /** The same for a form that is not saved yet. Without a token the stored one is tried. */
    async probeDraft(
      input: ServerInput,
      token: string | undefined,
      stored: BackupServer | undefined,
      signal: AbortSignal,
    ): Promise<ProbeStep[]> {
      const mayUseStored = stored?.baseUrl === input.baseUrl
      const used = token ?? (stored && mayUseStored ? await servers.token(stored.id) : '')
      return collect(registry.connect(input.kind, { ...input, token: used }).probe(signal))
    },

    /** Null when the stored token opens, otherwise why it does not. */
    async tokenFault(server: BackupServer): Promise<RemoteError | null> {
      try {
        await servers.token(server.id)
        return null
      } catch (error) {
        if (error instanceof RemoteError) return error
        throw error
      }
    },

    async find(id: string): Promise<BackupServer> {
      const server = await servers.find(id)
      if (!server) throw new NotFound('There is no such backup server.')
      return server
    },
  }
}

async function collect(steps: AsyncIterable<ProbeStep>): Promise<ProbeStep[]> {
  const all: ProbeStep[] = []
  for await (const step of steps) all.push(step)
  return all
}
