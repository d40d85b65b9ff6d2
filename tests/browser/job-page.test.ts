import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { JudgedJob } from '../../src/services/jobs.ts'
import { renderPage, viewerOf } from '../../src/web/page.ts'
import { jobView } from '../../src/web/views/jobs/job.ts'
import { aJob } from '../core/builders.ts'
import { newPage } from '../support/browser.ts'
import { launchBrowser } from '../support/launch-browser.ts'
import { type PageServer, servePages } from '../support/page-server.ts'
import { aJudgedJob, aSubject } from '../web/views/builders.ts'

const path = '/servers/s1/jobs/a1b2c3d4e5f60718'

let browser: Browser
let server: PageServer
let judged: JudgedJob
let documents: number

beforeAll(async () => {
  browser = await launchBrowser()
  server = await servePages({
    [path]: (req, res) => {
      const view = jobView({ ...aSubject(), judged, error: null }, viewerOf(res))
      if (req.get('sec-fetch-dest') === 'document') documents += 1
      if (view.isLive) res.setHeader('Refresh', '1')
      renderPage(res, 'jobs/show', view)
    },
  })
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await server?.[Symbol.asyncDispose]()
})

beforeEach(() => {
  judged = running()
  documents = 0
})

afterEach(() => {
  judged = ended() // lets a page that is still open come to rest
})

function running(): JudgedJob {
  const { exitCode: _, finishedAt: __, ...job } = aJob({ state: 'running', startedAt: new Date() })
  return aJudgedJob({ job, judgement: { verdict: 'running', evidence: ['It is at it'] } })
}

function ended(): JudgedJob {
  return aJudgedJob()
}

test('a job is followed to its end without a reload', async () => {
  const page = await newPage(browser)
  await page.goto(server.origin + path)
  await page.getByText('It is at it').waitFor()
  judged = ended()
  await page.getByText('A new dump of shop is there').waitFor()
  await page.getByText('Backup completed').waitFor()
  expect(await page.locator('[data-live]').count()).toBe(0)
  expect(documents).toBe(1)
})

test('the duration of a running job counts on in whole seconds', async () => {
  const page = await newPage(browser)
  await page.goto(server.origin + path)
  await page
    .locator('[data-ticking]')
    .getByText(/^\d+ s$/)
    .waitFor()
})

test('without script the whole page comes again until the job has ended', async () => {
  const page = await newPage(browser, { javaScriptEnabled: false })
  await page.goto(server.origin + path)
  judged = ended()
  await page.getByText('A new dump of shop is there').waitFor()
  expect(documents).toBeGreaterThan(1)
})
