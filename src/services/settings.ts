import type { Actor } from '../core/audit.ts'
import type { BackupServer } from '../core/server.ts'
import { isSavedPerhaps, type Setting } from '../core/setting.ts'
import type { CallbackStore } from '../store/callbacks.ts'
import { actSignal } from './act-signal.ts'
import type { Audit } from './audit.ts'
import { type Drivers, facet } from './drivers.ts'

export type Settings = ReturnType<typeof settingsService>

interface Deps {
  drivers: Drivers
  callbacks: Pick<CallbackStore, 'set'>
  audit: Audit
}

/** The runtime settings of one server: read, apply, reset. */
export function settingsService({ drivers, callbacks, audit }: Deps) {
  const act = (actor: Actor, server: BackupServer, keys: string[]) => ({
    actor,
    target: { kind: 'setting' as const, id: server.id, name: keys.join(', ') },
    serverId: server.id,
    // Names only: a value may be a secret.
    detail: { server: server.name },
  })

  /** What somebody sets here takes the place of the address to call that the panel gave. */
  async function forgetCallback(server: BackupServer, changed: string[]): Promise<void> {
    const { callback } = facet(drivers.describe(server).settings)
    if (callback && changed.includes(callback.key)) await callbacks.set(server.id, null)
  }

  return {
    /** What is known without asking the server: the settings that there are, and their rules. */
    rules: (server: BackupServer) => facet(drivers.describe(server).settings),

    async read(server: BackupServer, signal: AbortSignal): Promise<Setting[]> {
      return facet((await drivers.open(server)).settings).read(signal)
    },

    async update(
      actor: Actor,
      server: BackupServer,
      changes: Record<string, string>,
    ): Promise<Setting[]> {
      return audit.around(
        { ...act(actor, server, Object.keys(changes)), action: 'settings.update' },
        async () => {
          const settings = facet((await drivers.open(server)).settings)
          return await settings.update(changes, actSignal()).catch(async (error: unknown) => {
            if (isSavedPerhaps(error)) await forgetCallback(server, Object.keys(changes))
            throw error
          })
        },
        undefined,
        () => forgetCallback(server, Object.keys(changes)),
      )
    },

    async reset(actor: Actor, server: BackupServer, key: string) {
      await audit.around(
        { ...act(actor, server, [key]), action: 'settings.reset' },
        async () => facet((await drivers.open(server)).settings).reset(key, actSignal()),
        undefined,
        () => forgetCallback(server, [key]),
      )
    },
  }
}
