import type { RequestHandler } from 'express'
import type { BackupFile } from '../../src/core/dumps/backup.ts'
import { expiries } from '../../src/drivers/backupgram/retention.ts'
import { renderPage, viewerOf } from '../../src/web/page.ts'
import { dashboardView } from '../../src/web/views/dashboard/dashboard.ts'
import {
  databaseHistoryView,
  type HistoryInput,
  historyIndexView,
} from '../../src/web/views/history/history.ts'
import { seriesOfDumps } from '../core/dumps/series.ts'
import { aJudgedJob, aList, aSubject } from '../web/views/builders.ts'

const hourMs = 60 * 60 * 1000
const lastNight = new Date(new Date().setUTCHours(0, 0, 0, 0))

/** A week of ups and downs: empty, halved and missing dumps. */
const trouble = { 2: 0, 5: 300_000, 9: null, 10: null, 14: 9_000_000 }
const worlds: Record<string, BackupFile[]> = {
  one: seriesOfDumps({ newestAt: lastNight, runs: 1 }),
  two: seriesOfDumps({ newestAt: lastNight, runs: 2 }),
  thirty: [
    ...seriesOfDumps({ newestAt: lastNight, runs: 30, sizes: trouble }),
    ...seriesOfDumps({ newestAt: lastNight, runs: 30, database: 'crm' }),
    ...seriesOfDumps({ newestAt: lastNight, runs: 12, database: 'a_name_that_is_long_for_a_cell' }),
  ],
  many: seriesOfDumps({ newestAt: lastNight, runs: 400, everyMs: hourMs, sizes: { 80: 0 } }),
}
const keep = { MINS: '1440', DAYS: '7', WEEKS: '4', MONTHS: '6' }
const settings = Object.entries({ POSTGRES_DB: 'shop,crm' }).concat(
  Object.entries(keep).map(([unit, value]) => [`BACKUP_KEEP_${unit}`, value]),
)

function inputOf(files: BackupFile[]): HistoryInput {
  const known = settings.map(([key, value]) => ({
    key: key ?? '',
    value: value ?? '',
    isSecret: false,
    isSet: true,
    source: 'base' as const,
  }))
  return {
    ...aSubject(),
    backups: aList(files),
    jobs: [aJudgedJob({ judgement: { verdict: 'failed', evidence: [] } })],
    areJobsKnown: true,
    ledger: [],
    health: { days: [], hours: [] },
    expectedDatabases: null,
    offsetMinutes: 60,
    intervalMs: 24 * hourMs,
    expiries: expiries(known, files),
  }
}

/** The pages with pictures, of servers with one dump, with two, with thirty nights and with hundreds. */
export const picturedPages: Record<string, RequestHandler> = {}
for (const [name, files] of Object.entries(worlds)) {
  const input = inputOf(files)
  picturedPages[`/${name}/history`] = (_req, res) =>
    renderPage(res, 'history/index', historyIndexView(input, viewerOf(res)))
  picturedPages[`/${name}/shop`] = (_req, res) => {
    if (!input.backups.ok) throw input.backups.error
    const view = databaseHistoryView(input, input.backups.value, 'shop', viewerOf(res))
    if (view) renderPage(res, 'history/show', view)
  }
  picturedPages[`/${name}/dashboard`] = (_req, res) => {
    const evidence = ['Every database has a dump; the newest is 8 hours old']
    const schedule = {
      raw: '@daily',
      words: 'Every day',
      nextRuns: [new Date()],
      offsetMinutes: 60,
    }
    const dashboard = {
      ...input,
      state: { verdict: 'ok' as const, evidence },
      status: { ok: true as const, value: { schedule: '@daily', isCluster: false } },
      jobs: { ok: true as const, value: input.jobs },
      remembered: [],
      listedJobs: [],
      lastKnown: null,
      schedule,
      settings: null,
    }
    renderPage(res, 'dashboard/show', dashboardView(dashboard, viewerOf(res)))
  }
}
