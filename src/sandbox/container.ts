import type { Overrides } from './config/overrides.ts'
import type { Faults } from './faults.ts'
import type { Environment } from './jobs/environment.ts'
import type { PostgresServer } from './postgres/server.ts'

/** What outlives a restart of the API inside the container, and what its scripts work on. */
export interface Container {
  readonly backupDir: string
  readonly baseEnv: Environment
  readonly overrides: Overrides
  readonly server: PostgresServer
  readonly faults: Faults
  readonly now: () => Date
  /** The text of `/tmp/backup_status`; undefined until a run has come to its end. */
  statusFile: string | undefined
  /** `/tmp/backup.lock`: one backup at a time, whoever started it. */
  isBackupRunning: boolean
}

/** The value a script or a status page sees: an override, else the environment. */
export async function effectiveEnvironment(container: Container): Promise<Environment> {
  const overrides = await container.overrides.load().catch(() => new Map<string, string>())
  return { ...container.baseEnv, ...Object.fromEntries(overrides) }
}
