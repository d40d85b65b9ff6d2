import type { Actor } from '../core/audit.ts'
import { read } from '../core/reading.ts'
import type { BackupServer } from '../core/server.ts'
import type { Setting } from '../core/setting.ts'
import type { Audit } from './audit.ts'
import { type Drivers, facet } from './drivers.ts'

export type Settings = ReturnType<typeof settingsService>

/** The runtime settings of one server: read, try out, apply, reset. */
export function settingsService(deps: { drivers: Drivers; audit: Audit }) {
  const { drivers, audit } = deps

  const act = (actor: Actor, server: BackupServer, keys: string[]) => ({
    actor,
    target: { kind: 'setting' as const, id: server.id, name: keys.join(', ').slice(0, 200) },
    serverId: server.id,
    // Names only: a value may be a secret.
    detail: { server: server.name, keys: keys.join(', ') },
  })

  return {
    /** What is known without asking the server: the settings that there are, and their rules. */
    rules: (server: BackupServer) => facet(drivers.describe(server).settings),

    async read(server: BackupServer, signal: AbortSignal): Promise<Setting[]> {
      return facet((await drivers.open(server)).settings).read(signal)
    },

    /** Files that a changed retention would delete; null when the list of files cannot be read. */
    async expiring(server: BackupServer, settings: Setting[], signal: AbortSignal) {
      const driver = await drivers.open(server)
      const files = await read(facet(driver.inventory).list(signal))
      if (!files.ok) return null
      return facet(driver.settings).expire(settings, files.value, new Date())
    },

    async update(
      actor: Actor,
      server: BackupServer,
      changes: Record<string, string>,
      signal: AbortSignal,
    ): Promise<Setting[]> {
      return audit.around(
        { ...act(actor, server, Object.keys(changes)), action: 'settings.update' },
        async () => facet((await drivers.open(server)).settings).update(changes, signal),
      )
    },

    async reset(actor: Actor, server: BackupServer, key: string, signal: AbortSignal) {
      await audit.around({ ...act(actor, server, [key]), action: 'settings.reset' }, async () =>
        facet((await drivers.open(server)).settings).reset(key, signal),
      )
    },
  }
}
