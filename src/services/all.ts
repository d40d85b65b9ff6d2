import type { Accounts } from './accounts.ts'
import type { Alerts } from './alerts/all.ts'
import type { Audit } from './audit.ts'
import type { Backups } from './backups.ts'
import type { Bulk } from './bulk.ts'
import type { Calendar } from './calendar.ts'
import type { Callbacks } from './callbacks.ts'
import type { Chronicle } from './chronicle.ts'
import type { Drivers } from './drivers.ts'
import type { Jobs } from './jobs.ts'
import type { Live } from './live.ts'
import type { Metrics } from './metrics.ts'
import type { Monitoring } from './monitor/monitor.ts'
import type { Overview } from './overview.ts'
import type { OwnAccount } from './own-account.ts'
import type { Probes } from './probes.ts'
import type { Refusals } from './refusals.ts'
import type { Restores } from './restores.ts'
import type { Runs } from './runs.ts'
import type { Schedules } from './schedules.ts'
import type { ServerHealth } from './server-health.ts'
import type { Servers } from './servers.ts'
import type { Settings } from './settings.ts'
import type { SettingsOutlook } from './settings-outlook.ts'
import type { Setup } from './setup.ts'
import type { SignIn } from './sign-in.ts'
import type { Standings } from './standings.ts'

/** Everything that the panel can do, as `compose.ts` builds it. */
export interface Services {
  accounts: Accounts
  alerts: Alerts
  audit: Audit
  backups: Backups
  bulk: Bulk
  calendar: Calendar
  callbacks: Callbacks
  chronicle: Chronicle
  drivers: Drivers
  jobs: Jobs
  live: Live
  metrics: Metrics
  monitor: Monitoring
  overview: Overview
  ownAccount: OwnAccount
  probes: Probes
  refusals: Refusals
  restores: Restores
  runs: Runs
  schedules: Schedules
  serverHealth: ServerHealth
  servers: Servers
  settings: Settings
  settingsOutlook: SettingsOutlook
  setup: Setup
  signIn: SignIn
  standings: Standings
}
