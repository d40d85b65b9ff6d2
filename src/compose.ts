import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { channelRegistry } from './channels/registry.ts'
import { driverRegistry } from './drivers/registry.ts'
import { whyNeverContacted } from './lib/address.ts'
import { keptAppSecret } from './lib/app-secret.ts'
import type { Config } from './lib/config.ts'
import { derivedCode, isSameSecret } from './lib/derived-text.ts'
import { startEmbeddedPostgres } from './lib/embedded-postgres/start.ts'
import type { Logger } from './lib/log.ts'
import { digestOf, newSecret } from './lib/one-time-secret.ts'
import { hashPassword, isPassword } from './lib/password.ts'
import { remoteAgents } from './lib/remote/agents.ts'
import type { StreamLimits } from './lib/remote/stream.ts'
import { lastWallRun, schedulePattern, scheduleReader } from './lib/schedule.ts'
import { sealer } from './lib/seal.ts'
import { deriveKey } from './lib/secret-keys.ts'
import { alertServices } from './services/alerts/all.ts'
import type { Services } from './services/all.ts'
import { type Audit, auditService } from './services/audit.ts'
import { backupService } from './services/backups.ts'
import { bulkService } from './services/bulk.ts'
import { callbackService } from './services/callbacks.ts'
import { driverService } from './services/drivers.ts'
import { calendarService } from './services/fleet/calendar.ts'
import { chronicleService } from './services/fleet/chronicle.ts'
import { metricsService } from './services/fleet/metrics.ts'
import { overviewService } from './services/fleet/overview.ts'
import { standingService } from './services/fleet/standings.ts'
import { jobService } from './services/jobs.ts'
import { liveService } from './services/live.ts'
import { monitorService } from './services/monitor/monitor.ts'
import { accountService } from './services/people/accounts.ts'
import { ownAccountService } from './services/people/own-account.ts'
import { passwordCheck } from './services/people/password-check.ts'
import { setupService } from './services/people/setup.ts'
import { signInService } from './services/people/sign-in.ts'
import { probeService } from './services/probes.ts'
import { refusalService } from './services/refusals.ts'
import { restoreService } from './services/restores.ts'
import { runService } from './services/runs.ts'
import { scheduleService } from './services/schedules.ts'
import { serverHealthService } from './services/server-health.ts'
import { serverService } from './services/servers.ts'
import { settingsService } from './services/settings.ts'
import { settingsOutlookService } from './services/settings-outlook.ts'
import { type Database, openDatabase } from './store/db.ts'
import { migrate } from './store/migrate.ts'
import { type Stores, stores } from './store/stores.ts'

/** The panel without its web server: what `main.ts`, `cli.ts` and `demo.ts` share. */
export interface Panel {
  services: Services
  stores: Stores
  database: Database
  secrets: Secrets
  close(): Promise<void>
}

interface Secrets {
  current: string
  previous: string | undefined
}

/** Starts or finds the database, brings it up to date, and builds every room on it. */
export async function compose(
  config: Config,
  log: Logger,
  downloadLimits?: StreamLimits,
): Promise<Panel> {
  const embedded = config.databaseUrl
    ? null
    : await startEmbeddedPostgres({ dataDir: resolve(config.dataDir), log })
  const url = config.databaseUrl ?? (await embedded?.ensureDatabase('backupgram_admin')) ?? ''
  const secrets = {
    current: config.appSecret ?? keptAppSecret(resolve(config.dataDir)),
    previous: config.appSecretPrevious,
  }
  const applied = await migrate(url)
  if (applied.length > 0) log.info({ applied }, 'The database schema was brought up to date')
  const database = openDatabase(url, log)
  const kept = stores(database, tokenSealer(secrets))
  const agents = remoteAgents()
  const { historyDays } = config
  const registry = driverRegistry(agents, downloadLimits)
  const most = services(kept, secrets, { registry, historyDays, log })
  const report = (err: unknown) => log.error({ err }, 'A look for live updates failed')
  const live = liveService({ ...most, report })
  const instanceId = randomUUID()
  const monitor = monitorService({
    ...most,
    ...kept.monitor,
    servers: kept.servers,
    audit: kept.audit,
    lastWallRun,
    newId: randomUUID,
    report: (err) => log.error({ err }, 'A look could not be entered into the ledger'),
    historyDays,
    instanceId,
  })
  const alerts = tellingServices(kept, config, { agents, audit: most.audit, instanceId, log })
  return {
    services: { ...most, alerts, live, monitor },
    stores: kept,
    database,
    secrets,
    async close() {
      live.close()
      await agents.close()
      await most.audit.settled()
      await database.close()
      await embedded?.stop()
    },
  }
}

interface Telling {
  agents: ReturnType<typeof remoteAgents>
  audit: Audit
  instanceId: string
  log: Logger
}

/** How people are told. */
function tellingServices(kept: Stores, { baseUrl }: Config, { agents, log, ...rest }: Telling) {
  return alertServices({
    ...rest,
    stores: kept.alerts,
    registry: channelRegistry({ agents }),
    baseUrl,
    newId: randomUUID,
    report: (err) => log.error({ err }, 'An alert could not be sent, by a mistake of the panel'),
  })
}

/** What is told from the panel's own tables, without a word with any backup server. */
function fleetServices(
  kept: Stores,
): Pick<Services, 'calendar' | 'chronicle' | 'metrics' | 'overview'> {
  return {
    calendar: calendarService({ calendar: kept.calendar, patternOf: schedulePattern }),
    chronicle: chronicleService(kept),
    metrics: metricsService(kept.figures),
    overview: overviewService(kept),
  }
}

function tokenSealer({ current, previous }: Secrets) {
  return sealer({
    current: deriveKey(current, 'tokens'),
    previous: previous === undefined ? undefined : deriveKey(previous, 'tokens'),
  })
}

interface Given {
  registry: ReturnType<typeof driverRegistry>
  historyDays: number
  log: Logger
}

function services(
  kept: Stores,
  secrets: Secrets,
  { registry, historyDays, log }: Given,
): Omit<Services, 'alerts' | 'live' | 'monitor'> {
  const { servers, users, operations } = kept
  const audit = auditService(kept.audit)
  const drivers = driverService(registry, servers)
  const schedules = scheduleService(scheduleReader)
  const backups = backupService({ drivers, audit })
  const runs = runService({ drivers, operations, audit })
  const serverHealth = serverHealthService({ drivers, schedules })
  const { snapshots } = kept.monitor
  const report = (err: unknown) => log.error({ err }, 'One of several acts failed')
  return {
    ...peopleServices(kept, secrets, audit),
    audit,
    backups,
    bulk: bulkService({ runs, backups, report }),
    callbacks: callbackService({
      drivers,
      callbacks: kept.callbacks,
      tasks: kept.monitor.tasks,
      audit,
      secrets: { create: newSecret, digestOf, isSame: isSameSecret },
    }),
    drivers,
    jobs: jobService({ drivers, operations, historyDays }),
    ...fleetServices(kept),
    probes: probeService({ servers, registry, drivers }),
    refusals: refusalService({ servers, users, audit }),
    restores: restoreService({ drivers, operations, audit }),
    runs,
    serverHealth,
    servers: serverService({ servers, audit, whyNeverContacted }),
    schedules,
    settings: settingsService({ drivers, callbacks: kept.callbacks, audit }),
    settingsOutlook: settingsOutlookService({ drivers, schedules }),
    standings: standingService({ snapshots, serverHealth, schedules }),
  }
}

/** Who may sign in, and how. */
function peopleServices({ users, setup, throttle }: Stores, { current }: Secrets, audit: Audit) {
  const passwords = { hash: hashPassword, matches: isPassword }
  const checkPassword = passwordCheck({ users, passwords, throttle })
  const setupKey = deriveKey(current, 'setup-code')
  const deriveCode = (nonce: string) => derivedCode(setupKey, nonce)
  return {
    accounts: accountService({ users, audit, passwords }),
    ownAccount: ownAccountService({ users, audit, passwords, checkPassword }),
    setup: setupService({ users, setup, audit, passwords, deriveCode, isSameSecret }),
    signIn: signInService({ users, audit, checkPassword }),
  }
}
