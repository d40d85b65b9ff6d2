import { AxeBuilder } from '@axe-core/playwright'
import type { RequestHandler } from 'express'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { catalogue } from '../../src/drivers/backupgram/catalogue.ts'
import { readDumpQuery } from '../../src/web/forms/dump-query.ts'
import { readJobQuery } from '../../src/web/forms/job-query.ts'
import { restoreProgress } from '../../src/web/forms/restore-step.ts'
import { settingsForm } from '../../src/web/forms/settings.ts'
import { renderFragment, renderPage, viewerOf } from '../../src/web/page.ts'
import { backupRemovalView } from '../../src/web/views/backups/backup-removal.ts'
import { backupsView } from '../../src/web/views/backups/backups.ts'
import { dashboardView } from '../../src/web/views/dashboard/dashboard.ts'
import { jobView } from '../../src/web/views/jobs/job.ts'
import { jobsView } from '../../src/web/views/jobs/jobs.ts'
import { restoreView } from '../../src/web/views/restores/restore.ts'
import { scheduleHintView } from '../../src/web/views/settings/schedule.ts'
import { settingsView } from '../../src/web/views/settings/settings.ts'
import { aFile, aJob, inAllSlots } from '../core/builders.ts'
import { newPage } from '../support/browser.ts'
import { launchBrowser } from '../support/launch-browser.ts'
import { type PageServer, servePages } from '../support/page-server.ts'
import { aJudgedJob, aList, anOperation, aRestore, aSubject } from '../web/views/builders.ts'

const list = aList([...inAllSlots(), aFile({ name: 'blog.sql.gz', database: 'blog' })])
const schedule = { raw: '@daily', words: 'Every day', nextRuns: [new Date()], offsetMinutes: null }
const settings = catalogue.map(({ key, kind }) => ({
  key,
  isSecret: kind === 'secret',
  isSet: true,
  source: 'override' as const,
  ...(kind !== 'secret' && { value: key === 'SCHEDULE' ? '@daily' : '7' }),
}))
const form = settingsForm(
  { 'value[BACKUP_KEEP_DAYS]': 'x', 'was[BACKUP_KEEP_DAYS]': '8' },
  settings,
  () => 'must be a number',
)
const badRestore = aJudgedJob({
  job: aJob({ kind: 'restore', log: ['fine', 'ERROR:  bad', '⚠️ careful'], isLogFull: true }),
  operation: aRestore(),
  judgement: { verdict: 'with-errors', evidence: ['The log has 1 error'] },
})
const jobs = { ok: true as const, value: [aJudgedJob(), badRestore] }
const common = { ...aSubject(), list, jobs, schedule }

const pages: Record<string, RequestHandler> = {
  '/dashboard': (_req, res) => {
    const facts = [{ label: 'Delivery', value: 'Off' }]
    const warnings = [{ key: 'SCHEDULE', sentence: 'Nobody knows when it runs.' }]
    const input = {
      ...common,
      state: { verdict: 'late' as const, evidence: ['The last dump of blog is old'] },
      status: { ok: true as const, value: { schedule: '@daily', isCluster: false } },
      backups: list,
      remembered: [anOperation()],
      ledger: [],
      listedJobs: [],
      lastKnown: null,
      expectedDatabases: ['crm'],
      intervalMs: 86_400_000,
      settings: { ok: true as const, value: { warnings, facts } },
    }
    renderPage(res, 'dashboard/show', dashboardView(input, viewerOf(res)))
  },
  '/backups': (req, res) => {
    const query = readDumpQuery(req.query)
    renderPage(res, 'backups/index', backupsView({ ...common, query }, viewerOf(res)))
  },
  '/removal': (_req, res) => {
    const confirmation = { value: 'x', error: 'Type it to confirm.' }
    const input = {
      ...common,
      list: list.value,
      file: aFile(),
      scope: 'file' as const,
      confirmation,
    }
    const view = backupRemovalView(input, viewerOf(res))
    if (view) renderPage(res, 'backups/removal', view)
  },
  '/restore': (req, res) => {
    const rules = { serverName: 'Shop', isTargetName: () => true, canRestoreFromTelegram: true }
    const progress = restoreProgress(req.query, rules)
    const input = {
      ...common,
      progress,
      backupId: progress.typed.backupId || null,
      text: '',
      canRestoreFromTelegram: true,
      suggestedTarget: 'shop_restored',
      existing: ['shop'],
      operations: [],
    }
    renderPage(res, 'restores/new', restoreView(input, viewerOf(res)))
  },
  '/jobs': (req, res) => {
    const query = readJobQuery(req.query)
    renderPage(res, 'jobs/index', jobsView({ ...common, remembered: [], query }, viewerOf(res)))
  },
  '/job': (_req, res) => {
    const view = jobView({ ...common, judged: badRestore, error: null }, viewerOf(res))
    renderPage(res, 'jobs/show', view)
  },
  '/settings': (_req, res) => {
    const read = { settings: { ok: true as const, value: settings }, catalogue, warnings: [] }
    const outlook = { schedule: { facts: schedule, fields: null }, expiry: null }
    const input = { ...common, ...read, ...outlook, form, refusal: null }
    const view = settingsView(input, viewerOf(res))
    renderPage(res, 'settings/show', view)
  },
  '/servers/s1/settings/schedule': (req, res) => {
    const words = `Understood: ${req.query['value']}`
    const known = { problem: null, facts: { ...schedule, words }, fields: null }
    renderFragment(res, 'settings/schedule', scheduleHintView(known, viewerOf(res)))
  },
}
const shown = [
  '/dashboard',
  '/backups',
  '/removal',
  '/restore',
  `/restore?backup=${encodeURIComponent(aFile().id)}`,
  `/restore?backup=${encodeURIComponent(aFile().id)}&targetDb=shop`,
  '/jobs',
  '/job',
  '/settings',
]

let browser: Browser
let server: PageServer

beforeAll(async () => {
  browser = await launchBrowser()
  server = await servePages(pages)
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await server?.[Symbol.asyncDispose]()
})

test.each(shown)('%s is accessible, light and dark', async (path) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await newPage(browser, { colorScheme })
    await page.goto(server.origin + path)
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  }
})

test.each(shown)('%s fits a screen of 360 pixels', async (path) => {
  const page = await newPage(browser, { viewport: { width: 360, height: 740 } })
  await page.goto(server.origin + path)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
})

test('a schedule is explained while it is typed', async () => {
  const page = await newPage(browser)
  await page.goto(`${server.origin}/settings`)
  await page.getByLabel('Schedule', { exact: true }).fill('0 4 * * *')
  await page.getByText('Understood: 0 4 * * *').waitFor()
})

test('a secret is replaced with the keyboard alone, and without script', async () => {
  const page = await newPage(browser, { javaScriptEnabled: false })
  await page.goto(`${server.origin}/settings`)
  const summary = page.locator('summary', { hasText: 'Bot token' })
  await summary.focus()
  await page.keyboard.press('Enter')
  const field = page.locator('input[name="value[TELEGRAM_BOT_TOKEN]"]')
  await field.waitFor({ state: 'visible' })
  expect(await field.inputValue()).toBe('')
})
