import type { Snapshot } from '../../src/core/monitor/snapshot.ts'
import type { BackupServer } from '../../src/core/server.ts'
import type { TestPanel } from './panel.ts'

export interface KeptEvent {
  kind: string
  severity: string
  subject: string
  title: string
  evidence: string[]
  fromState: string | null
  toState: string | null
}

/** The monitor of a panel by hand: one poll when the test says so, and what it left in the tables. */
export function monitorOf(panel: Pick<TestPanel, 'services' | 'stores' | 'database'>) {
  const { services, stores, database } = panel
  const rows = async (sql: string, values: unknown[] = []) =>
    (await database.pool.query(sql, values)).rows

  return {
    rows,

    /** As when its time has come, by this instance; or so long ago. */
    async poll(server: Pick<BackupServer, 'id'>, lateMs = 1000): Promise<Snapshot> {
      await services.monitor.keepTasks()
      await rows("update tasks set due_at = now() + interval '1 day' where server_id <> $1", [
        server.id,
      ])
      const due = 'update tasks set due_at = now() - make_interval(secs => $2) where server_id = $1'
      await rows(due, [server.id, lateMs / 1000])
      const claims = await services.monitor.claim(1, [])
      const [outcome] = await Promise.all(claims.map((claim) => services.monitor.poll(claim)))
      if (outcome !== 'recorded') throw new Error(`The poll was not recorded: ${outcome}`)
      const snapshot = await stores.monitor.snapshots.find(server.id)
      if (!snapshot) throw new Error('Nothing was recorded')
      return snapshot
    },

    /** Oldest first. */
    events: (server: Pick<BackupServer, 'id'>): Promise<KeptEvent[]> =>
      rows(
        `select kind, severity, subject, title, evidence, from_state as "fromState", to_state as "toState"
         from events where server_id = $1 order by id`,
        [server.id],
      ),
  }
}
