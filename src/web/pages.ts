import type { Services } from '../services/all.ts'
import { accountPages } from './pages/account.ts'
import { auditPages } from './pages/audit.ts'
import { backupRemovalPages } from './pages/backup-removals.ts'
import { backupPages } from './pages/backups.ts'
import { bulkDownloadPages } from './pages/bulk-downloads.ts'
import { bulkRemovalPages } from './pages/bulk-removals.ts'
import { bulkRunPages } from './pages/bulk-runs.ts'
import { checkPages } from './pages/checks.ts'
import { dashboardPages } from './pages/dashboard.ts'
import { jobPages } from './pages/jobs.ts'
import { navigationPages } from './pages/navigation.ts'
import { probePages } from './pages/probes.ts'
import { restorePages } from './pages/restores.ts'
import { runPages } from './pages/runs.ts'
import { schedulePages } from './pages/schedules.ts'
import { serverFormPages } from './pages/server-forms.ts'
import { serverPages } from './pages/servers.ts'
import { type SessionPagesOptions, sessionPages } from './pages/sessions.ts'
import { settingsPages } from './pages/settings.ts'
import { setupPages } from './pages/setup.ts'

export type PageHandlers = ReturnType<typeof pageHandlers>

/** The handlers of every page, one group a noun, each given just the services that it calls. */
export function pageHandlers(services: Services, options: SessionPagesOptions) {
  return {
    account: accountPages(services),
    audit: auditPages(services),
    backupRemovals: backupRemovalPages(services),
    backups: backupPages(services),
    bulkDownloads: bulkDownloadPages(services, options.baseUrl),
    bulkRemovals: bulkRemovalPages(services),
    bulkRuns: bulkRunPages(services),
    checks: checkPages(services),
    dashboard: dashboardPages(services),
    jobs: jobPages(services),
    navigation: navigationPages(services),
    probes: probePages(services),
    restores: restorePages(services),
    runs: runPages(services),
    schedules: schedulePages(services),
    serverForms: serverFormPages(services),
    servers: serverPages(services),
    sessions: sessionPages(services, options),
    settings: settingsPages(services),
    setup: setupPages(services, options),
  }
}
