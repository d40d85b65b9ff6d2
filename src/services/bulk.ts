import type { Actor } from '../core/audit.ts'
import type { Removal } from '../core/dumps/removal.ts'
import type { BackupServer } from '../core/server.ts'
import type { Backups } from './backups.ts'
import type { Runs } from './runs.ts'
import { type Done, doSeveral, type Report } from './several.ts'

export type Bulk = ReturnType<typeof bulkService>

/** The same act on many. Each is carried out and audited exactly as one alone. */
export function bulkService(deps: { runs: Runs; backups: Backups; report: Report }) {
  const { runs, backups, report } = deps
  return {
    /** With the id of each job that was started. */
    startRuns(actor: Actor, servers: BackupServer[]): Promise<Done<BackupServer, string>[]> {
      return doSeveral(servers, (server) => runs.start(actor, server), report)
    },

    removeDumps(
      actor: Actor,
      server: BackupServer,
      removals: Removal[],
    ): Promise<Done<Removal, void>[]> {
      const remove = ({ files }: Removal) => backups.remove(actor, server, files)
      return doSeveral(removals, remove, report)
    },
  }
}
