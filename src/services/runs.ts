import type { Actor } from '../core/audit.ts'
import type { BackupServer } from '../core/server.ts'
import type { OperationStore } from '../store/operations.ts'
import { actSignal } from './act-signal.ts'
import type { Audit } from './audit.ts'
import { type Drivers, facet } from './drivers.ts'

export type Runs = ReturnType<typeof runService>

/** Starting a backup now, and remembering who asked: the server forgets. */
export function runService(deps: { drivers: Drivers; operations: OperationStore; audit: Audit }) {
  const { drivers, operations, audit } = deps
  return {
    /** Answers the id of the job. */
    async start(actor: Actor, server: BackupServer): Promise<string> {
      facet(drivers.describe(server).runs)
      const target = { kind: 'server' as const, id: server.id, name: server.name }
      return audit.around(
        { actor, action: 'run.start', target, serverId: server.id },
        async () => facet((await drivers.open(server)).runs).start(actSignal()),
        (jobId) => ({ detail: { jobId } }),
        (jobId) =>
          operations.create({
            serverId: server.id,
            jobId,
            kind: 'backup',
            startedBy: actor.username,
            startedAt: new Date(),
          }),
      )
    },
  }
}
