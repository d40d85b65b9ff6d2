import type { Services } from '../services/all.ts'
import { openStreams } from './live/open-streams.ts'
import { alertPageHandlers } from './pages/alerts/all.ts'
import { auditPages } from './pages/audit.ts'
import { backupRemovalPages } from './pages/backup-removals.ts'
import { backupPages } from './pages/backups.ts'
import { bulkDownloadPages } from './pages/bulk/bulk-downloads.ts'
import { bulkRemovalPages } from './pages/bulk/bulk-removals.ts'
import { bulkRunPages } from './pages/bulk/bulk-runs.ts'
import { calendarPages } from './pages/calendar.ts'
import { callbackPages } from './pages/callbacks.ts'
import { checkPages } from './pages/checks.ts'
import { chroniclePages } from './pages/chronicle.ts'
import { dashboardPages } from './pages/dashboard.ts'
import { densityPages } from './pages/density.ts'
import { historyPages } from './pages/history.ts'
import { jobPages } from './pages/jobs.ts'
import { livePages } from './pages/live.ts'
import { navigationPages } from './pages/navigation.ts'
import { outlookPages } from './pages/outlooks.ts'
import { overviewPages } from './pages/overview.ts'
import { accountPages } from './pages/people/account.ts'
import { type SessionPagesOptions, sessionPages } from './pages/people/sessions.ts'
import { setupPages } from './pages/people/setup.ts'
import { userPages } from './pages/people/users.ts'
import { probePages } from './pages/probes.ts'
import { restorePages } from './pages/restores.ts'
import { runPages } from './pages/runs.ts'
import { schedulePages } from './pages/schedules.ts'
import { serverFormPages } from './pages/server-forms.ts'
import { serverPages } from './pages/servers.ts'
import { settingsPages } from './pages/settings.ts'

export type PageHandlers = ReturnType<typeof pageHandlers>

export interface PageOptions extends Omit<SessionPagesOptions, 'streams'> {
  /** How often a live stream gives a sign of life; by default as proxies like it. */
  liveBeatMs?: number | undefined
}

/** Proxies cut what is silent for a minute, some already after thirty seconds. */
const usualBeatMs = 15_000

/** The handlers of every page, one group a noun, each given just the services that it calls. */
export function pageHandlers(services: Services, options: PageOptions) {
  const streams = openStreams()
  return {
    ...alertPageHandlers(services),
    account: accountPages(services),
    audit: auditPages(services),
    backupRemovals: backupRemovalPages(services),
    backups: backupPages(services),
    bulkDownloads: bulkDownloadPages(services, options.baseUrl),
    bulkRemovals: bulkRemovalPages(services),
    bulkRuns: bulkRunPages(services),
    calendar: calendarPages(services),
    callbacks: callbackPages(services, options.baseUrl),
    checks: checkPages(services),
    chronicle: chroniclePages(services),
    dashboard: dashboardPages(services),
    density: densityPages(),
    history: historyPages(services),
    jobs: jobPages(services),
    live: livePages(services, { streams, beatMs: options.liveBeatMs ?? usualBeatMs }),
    navigation: navigationPages(services),
    outlooks: outlookPages(services),
    overview: overviewPages(services),
    probes: probePages(services),
    restores: restorePages(services),
    runs: runPages(services),
    schedules: schedulePages(services),
    serverForms: serverFormPages(services),
    servers: serverPages(services),
    sessions: sessionPages(services, { ...options, streams }),
    settings: settingsPages(services),
    setup: setupPages(services, options),
    users: userPages(services),
  }
}
