import type { Actor } from '../core/audit.ts'
import type { RestoreSource } from '../core/driver.ts'
import type { BackupServer } from '../core/server.ts'
import type { OperationStore } from '../store/operations.ts'
import { actSignal } from './act-signal.ts'
import type { Audit } from './audit.ts'
import { type Drivers, facet } from './drivers.ts'

export type Restores = ReturnType<typeof restoreService>

/** Restoring a dump into a database of the server's choosing host. */
export function restoreService(deps: {
  drivers: Drivers
  operations: OperationStore
  audit: Audit
}) {
  const { drivers, operations, audit } = deps

  function sourceName(server: BackupServer, source: RestoreSource): string {
    if ('telegramMessageId' in source) return `Telegram message ${source.telegramMessageId}`
    return facet(drivers.describe(server).inventory).describe(source.backupId).name
  }

  return {
    /** What can be checked without asking the server. @throws NotFound where nothing can be restored. */
    rules: (server: BackupServer) => facet(drivers.describe(server).restores),

    /** Answers the id of the job. */
    async start(
      actor: Actor,
      server: BackupServer,
      source: RestoreSource,
      targetDb: string,
    ): Promise<string> {
      const name = sourceName(server, source)
      const id = 'backupId' in source ? source.backupId : `telegram:${source.telegramMessageId}`
      const detail = { server: server.name, targetDb }
      return audit.around(
        {
          actor,
          action: 'restore.start',
          target: { kind: 'backup', id, name },
          serverId: server.id,
          detail,
        },
        async () =>
          facet((await drivers.open(server)).restores).start(source, targetDb, actSignal()),
        (jobId) => ({ detail: { ...detail, jobId } }),
        (jobId) =>
          operations.create({
            serverId: server.id,
            jobId,
            kind: 'restore',
            startedBy: actor.username,
            startedAt: new Date(),
            source: name,
            targetDb,
          }),
      )
    },
  }
}
