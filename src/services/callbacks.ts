import type { Actor, AuditAction } from '../core/audit.ts'
import { InvalidInput } from '../core/errors.ts'
import type { BackupServer } from '../core/server.ts'
import type { CallbackStore, KeptCallback } from '../store/callbacks.ts'
import type { TaskStore } from '../store/monitor/tasks.ts'
import { actSignal } from './act-signal.ts'
import type { Audit } from './audit.ts'
import { type Drivers, facet } from './drivers.ts'

export type Callbacks = ReturnType<typeof callbackService>

export interface CallbackState {
  /** The server has an address to call after each run; which one it does not tell. */
  isSet: boolean
  /** Null: this panel never gave it one. */
  ours: KeptCallback | null
}

interface Deps {
  drivers: Drivers
  callbacks: CallbackStore
  tasks: Pick<TaskStore, 'hurry'>
  audit: Audit
  secrets: {
    create: () => string
    digestOf: (secret: string) => string
    isSame: (a: string, b: string) => boolean
  }
}

/** Letting a server tell the panel of each run at once. A call proves nothing: it only causes a look. */
export function callbackService({ drivers, callbacks, tasks, audit, secrets }: Deps) {
  async function opened(server: BackupServer) {
    const settings = facet((await drivers.open(server)).settings)
    return { settings, callback: facet(settings.callback) }
  }

  return {
    async state(server: BackupServer, signal: AbortSignal): Promise<CallbackState> {
      const { settings, callback } = await opened(server)
      const present = await settings.read(signal)
      const isSet = present.some(({ key, isSet }) => key === callback.key && isSet)
      return { isSet, ours: await callbacks.find(server.id) }
    },

    /**
     * Gives the server an address with a fresh secret in it; any former one is dead from then on.
     * `addressFor` makes the whole address of a secret. @throws InvalidInput for one that the server
     * could not call.
     */
    async install(
      actor: Actor,
      server: BackupServer,
      addressFor: (secret: string) => string,
    ): Promise<void> {
      const { settings, callback } = await opened(server)
      const secret = secrets.create()
      const address = addressFor(secret)
      const problem = callback.check(address)
      if (problem !== null) throw new InvalidInput('panelAddress', problem)
      await audit.around(act(actor, 'callback.install', server), async () => {
        await settings.update({ [callback.key]: address }, actSignal())
        await callbacks.set(server.id, secrets.digestOf(secret))
      })
    },

    async remove(actor: Actor, server: BackupServer): Promise<void> {
      const { settings, callback } = await opened(server)
      await audit.around(act(actor, 'callback.remove', server), async () => {
        await settings.reset(callback.key, actSignal())
        await callbacks.set(server.id, null)
      })
    },

    /** Whether the call was for a server and with its secret; if so, it is looked at as soon as may be. */
    async receive(serverId: string, secret: string): Promise<boolean> {
      const kept = await callbacks.find(serverId)
      if (!kept || !secrets.isSame(secrets.digestOf(secret), kept.digest)) return false
      if (await callbacks.note(serverId)) await tasks.hurry(serverId)
      return true
    },
  }
}

function act(actor: Actor, action: AuditAction, server: BackupServer) {
  const target = { kind: 'server' as const, id: server.id, name: server.name }
  return { actor, action, target, serverId: server.id }
}
