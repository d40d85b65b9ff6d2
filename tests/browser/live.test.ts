import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { aShop } from '../support/shop.ts'
import { stage } from '../support/stage.ts'

const on = stage()

const toastOn = (page: Page) => page.locator('.toast')
const noticeOn = (page: Page) => page.locator('.stream-notice')

async function runBackup(page: Page, serverId: string): Promise<void> {
  await page.goto(`/servers/${serverId}`)
  await page.getByRole('button', { name: 'Run backup' }).click()
  await page.waitForURL(/\/jobs\//)
}

test('the end of a run is told on whatever page one is, once in each tab', async () => {
  await using shop = await aShop(on.panel)
  const page = await on.visit('/account')
  const other = await page.context().newPage()
  await other.goto('/audit')
  await runBackup(page, shop.server.id)
  await page.goto('/account')
  for (const each of [page, other]) {
    await toastOn(each).getByText('Backup on Shop').waitFor()
    await toastOn(each).getByText('Verified', { exact: true }).waitFor()
  }
  await toastOn(page).getByRole('button', { name: 'Dismiss' }).click()
  await toastOn(page).waitFor({ state: 'detached' })
  await toastOn(other).getByRole('link').click()
  await other.getByRole('heading', { name: 'Backup', level: 1 }).waitFor()
  await page.goto('/account')
  expect(await toastOn(page).count()).toBe(0)
})

test('a job that somebody only watches is told too, and on its own page without a toast', async () => {
  await using shop = await aShop(on.panel, 'Watched')
  const otto = await on.panel.signIn('otto')
  const started = await otto.post(`/servers/${shop.server.id}/runs`)
  const page = await on.visit(String(started.headers.location), { person: 'vera' })
  await page.locator('.page-head').getByText('Verified').waitFor()
  expect(await page.locator('.live-corner').getByText('Backup on Watched').count()).toBe(1)
  expect(await toastOn(page).count()).toBe(0)
})

test('a dashboard and a list of jobs follow what is started elsewhere', async () => {
  await using shop = await aShop(on.panel, 'Followed')
  const dashboard = await on.visit(`/servers/${shop.server.id}`)
  const jobs = await on.visit(`/servers/${shop.server.id}/jobs`)
  await shop.sandbox.call('POST', '/backup')
  await jobs.getByRole('row').getByText('Verified').waitFor()
  await dashboard.locator('.state-card .badge').getByText('OK').waitFor()
  await dashboard.locator('.server-header .badge').getByText('OK').waitFor()
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
