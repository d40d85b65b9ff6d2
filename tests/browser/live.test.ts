import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { placeDump } from '../support/dump-files.ts'
import { stage } from '../support/stage.ts'
import { hold } from './holding.ts'

const on = stage()

const toastOn = (page: Page) => page.locator('.toast')
const noticeOn = (page: Page) => page.locator('.stream-notice')

/** While a job is hidden each look at it doubles the wait for the next. */
const found = { timeout: 40_000 }

/** A job that ends at once; `hide` keeps its end from the panel until it is let out. */
async function aQuickJob(name: string) {
  const { server, sandbox } = await on.panel.aSandbox({ name })
  sandbox.faults.run = { kind: 'lock-held' }
  return {
    server,
    sandbox,
    hide: () => sandbox.faults.setReply('/jobs', { kind: 'status', status: 503 }),
    letOut: () => sandbox.faults.clearReply('/jobs'),
  }
}

/** Also waits until the page of its job remembers to wait for it. */
async function startRun(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run backup' }).click()
  await page.waitForURL('**/jobs/*', { waitUntil: 'load' })
}

test('the end of a run is told on whatever page one is, once in each tab', async () => {
  const { server, hide, letOut } = await aQuickJob('Shop')
  const page = await on.visit(`/servers/${server.id}`)
  const other = await page.context().newPage()
  await other.goto('/audit')
  hide()
  await startRun(page)
  await page.goto('/account')
  letOut()
  for (const each of [page, other]) {
    await toastOn(each).getByText('Backup on Shop').waitFor(found)
    await toastOn(each).getByText('Skipped', { exact: true }).waitFor()
  }
  await toastOn(page).getByRole('button', { name: 'Dismiss' }).click()
  await toastOn(page).waitFor({ state: 'detached' })
  await toastOn(other).getByRole('link').click()
  await other.getByRole('heading', { name: 'Backup', level: 1 }).waitFor()
  expect(await toastOn(other).count()).toBe(0)
})

test('a job is waited for on past pages that follow nothing, until somebody has to sign in', async () => {
  const { server, hide, letOut } = await aQuickJob('Awaited')
  const page = await on.visit(`/servers/${server.id}`)
  const waitedFor = () => page.evaluate(`localStorage.getItem('backupgram-admin-followed')`)
  hide()
  await startRun(page)
  await page.goto('/?board=1')
  expect(await waitedFor()).toContain(`job:${server.id}:`)
  await page.context().clearCookies()
  await page.goto('/login')
  expect(await waitedFor()).toBe('[]')
  letOut()
})

test('on its own page the end of a job is told to those who listen, without a toast', async () => {
  const { server, hide, letOut } = await aQuickJob('Watched')
  const otto = await on.panel.signIn('otto')
  const started = await otto.post(`/servers/${server.id}/runs`)
  hide()
  const page = await on.visit('/account', { person: 'vera' })
  const streaming = page.waitForResponse(/\/live\?.*job/)
  await page.goto(String(started.headers.location))
  await streaming
  letOut()
  await page.locator('.page-head').getByText('Skipped').waitFor()
  await page.locator('.live-corner').getByText('Backup on Watched').waitFor({ state: 'attached' })
  expect(await toastOn(page).count()).toBe(0)
})

test('nor does a toast come where the page had shown the end before its stream could tell it', async () => {
  const { server, hide, letOut } = await aQuickJob('Seen')
  const otto = await on.panel.signIn('otto')
  const started = await otto.post(`/servers/${server.id}/runs`)
  hide()
  const page = await on.visit('/account', { person: 'vera' })
  const streams = await hold(page, /\/live\?.*job/)
  await page.goto(String(started.headers.location))
  letOut()
  await page.locator('.page-head').getByText('Skipped').waitFor()
  await streams.release()
  await page.locator('.live-corner').getByText('Backup on Seen').waitFor({ state: 'attached' })
  expect(await toastOn(page).count()).toBe(0)
})

test('a dashboard and a list of jobs follow what is started elsewhere', async () => {
  const { server, sandbox } = await aQuickJob('Followed')
  const dashboard = await on.visit(`/servers/${server.id}`)
  const jobs = await on.visit(`/servers/${server.id}/jobs`)
  await jobs.getByText('No jobs yet').waitFor()
  const anHourAgo = new Date(Date.now() - 60 * 60 * 1000)
  const dump = { bytes: 'dump'.repeat(100), at: anHourAgo }
  const names = { last: 'shop-20261120-215606.sql.gz', daily: 'shop-20261120.sql.gz' }
  await placeDump(sandbox.backupDir, names, dump)
  await sandbox.job('/backup')
  await jobs.getByRole('row').getByText('Skipped').waitFor()
  await dashboard.getByRole('row').getByText('Skipped').waitFor()
  await dashboard.locator('.state-card .badge').getByText('OK').waitFor()
  await dashboard.locator('.server-header .badge').getByText('OK').waitFor()
})

test('a swap keeps what one stands on, and what is open', async () => {
  const { server, sandbox } = await aQuickJob('Kept')
  const names = { last: 'shop-20261120-215606.sql.gz', daily: 'shop-20261120.sql.gz' }
  await placeDump(sandbox.backupDir, names)
  await sandbox.job('/backup')
  const page = await on.visit(`/servers/${server.id}`)
  const days = page.locator('details', { hasText: 'Days as a table' })
  await days.locator('summary').click()
  const job = page.locator('.row-link[href*="/jobs/"]')
  const href = String(await job.getAttribute('href'))
  await job.focus()
  await sandbox.job('/backup')
  await job.nth(1).waitFor()
  expect(await page.locator(':focus').getAttribute('href')).toBe(href)
  expect(await days.getAttribute('open')).not.toBeNull()
  await days.locator('summary').focus()
  await sandbox.job('/backup')
  await job.nth(2).waitFor()
  expect(await page.locator(':focus').innerText()).toBe('Days as a table')
})

test('a stream that breaks is said to be stale, and comes back by itself', async () => {
  const { server } = await on.panel.aSandbox({ name: 'Still there' })
  const page = await on.visit(`/servers/${server.id}`, { expected: [/ERR_FAILED|live/] })
  await page.route('**/live?*', (route) => route.abort())
  await page.reload()
  await noticeOn(page)
    .getByText(/^Live updates interrupted since \d.*, retrying\.$/)
    .waitFor()
  await page.unroute('**/live?*')
  await noticeOn(page).getByText('interrupted').waitFor({ state: 'detached' })
})

test('without a stream the states of a list are fetched one by one', async () => {
  const { server } = await on.panel.aSandbox({ name: 'Fetched' })
  const page = await on.visit('/account', { expected: [/ERR_FAILED|live/] })
  await page.route('**/live?*', (route) => route.abort())
  await page.goto('/servers?q=Fetched')
  await page.locator(`[data-topic="state:${server.id}"] .badge`).waitFor()
})

test('signing out in one tab is said in the others', async () => {
  const { server } = await on.panel.aSandbox({ name: 'Left' })
  const page = await on.visit(`/servers/${server.id}`)
  const other = await page.context().newPage()
  const streaming = other.waitForResponse((response) => response.url().includes('/live?'))
  await other.goto(`/servers/${server.id}`)
  await streaming
  await page.goto('/account')
  await page.evaluate(`document.querySelector('form[action="/logout"]').requestSubmit()`)
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await noticeOn(other).getByText('You have been signed out.').waitFor()
  await noticeOn(other).getByRole('link', { name: 'Sign in again' }).click()
  await other.getByRole('heading', { name: 'Sign in' }).waitFor()
})
