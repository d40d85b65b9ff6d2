import type { ActOutcome } from '../core/act-outcome.ts'
import type { Actor } from '../core/audit.ts'
import type { Removal } from '../core/removal.ts'
import type { BackupServer } from '../core/server.ts'
import type { Backups } from './backups.ts'
import type { Runs } from './runs.ts'
import { doSeveral, type Report } from './several.ts'

export type Bulk = ReturnType<typeof bulkService>

/**
 * The same act on many. Each is carried out and audited exactly as one alone. It goes on when the
 * browser leaves: half of it done because a tab was closed would help nobody.
 */
export function bulkService(deps: { runs: Runs; backups: Backups; report: Report }) {
  const { runs, backups, report } = deps
  const never = () => new AbortController().signal
  return {
    /** Answers the id of each job that was started, in the order of the servers. */
    startRuns(actor: Actor, servers: BackupServer[]): Promise<ActOutcome<string>[]> {
      return doSeveral(servers, (server) => runs.start(actor, server, never()), report)
    },

    /** In the order of the removals. */
    removeDumps(
      actor: Actor,
      server: BackupServer,
      removals: Removal[],
    ): Promise<ActOutcome<void>[]> {
      const remove = ({ files }: Removal) => backups.remove(actor, server, files, never())
      return doSeveral(removals, remove, report)
    },
  }
}
