import type { BackupServer } from '../../core/server.ts'
import type { Drivers } from '../../services/drivers.ts'
import type { Subject } from '../views/servers/subject.ts'

/** A server together with what its kind can do: one fact for the route and for the button. */
export function subjectOf(drivers: Drivers, server: BackupServer): Subject {
  const driver = drivers.describe(server)
  return {
    server,
    facets: {
      inventory: driver.inventory !== undefined,
      downloads: driver.downloads !== undefined,
      removals: driver.removals !== undefined,
      runs: driver.runs !== undefined,
      restores: driver.restores !== undefined,
      jobs: driver.jobs !== undefined,
      settings: driver.settings !== undefined,
      callbacks: driver.settings?.callback !== undefined,
    },
  }
}
