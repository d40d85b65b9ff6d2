import type { Alerts } from './alerts/all.ts'
import type { Audit } from './audit.ts'
import type { Backups } from './backups.ts'
import type { Bulk } from './bulk.ts'
import type { Callbacks } from './callbacks.ts'
import type { Drivers } from './drivers.ts'
import type { Calendar } from './fleet/calendar.ts'
import type { Chronicle } from './fleet/chronicle.ts'
import type { Metrics } from './fleet/metrics.ts'
import type { Overview } from './fleet/overview.ts'
import type { Standings } from './fleet/standings.ts'
import type { Jobs } from './jobs.ts'
import type { Live } from './live.ts'
import type { Monitoring } from './monitor/monitor.ts'
import type { Accounts } from './people/accounts.ts'
import type { OwnAccount } from './people/own-account.ts'
import type { Setup } from './people/setup.ts'
import type { SignIn } from './people/sign-in.ts'
import type { Probes } from './probes.ts'
import type { Refusals } from './refusals.ts'
import type { Restores } from './restores.ts'
import type { Runs } from './runs.ts'
import type { Schedules } from './schedules.ts'
import type { ServerHealth } from './server-health.ts'
import type { Servers } from './servers.ts'
import type { Settings } from './settings.ts'
import type { SettingsOutlook } from './settings-outlook.ts'

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
