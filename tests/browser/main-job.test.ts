import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, newPage } from '../support/browser.ts'
import { aPanel, type TestPanel } from '../support/panel.ts'
import { aShop } from '../support/shop.ts'
import { keyboard } from './hands.ts'
import { doMainJob } from './main-job.ts'

let browser: Browser
let panel: TestPanel

beforeAll(async () => {
  browser = await launchBrowser()
  panel = await aPanel()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await panel?.[Symbol.asyncDispose]()
})

test('a newcomer backs up, downloads and restores, and no job has to be reloaded', async () => {
  await using shop = await aShop(panel, 'Shop of the newcomer')
  const page = await newPage(browser)
  const loads = loadedJobs(page)
  await doMainJob(page, panel, shop)
  expect(loads).toHaveLength(2)
  expect(new Set(loads).size).toBe(2)
})

test('all of it works without script', async () => {
  await using shop = await aShop(panel, 'Shop without script')
  const page = await newPage(browser, { javaScriptEnabled: false })
  await doMainJob(page, panel, shop)
})

test('all of it works with the keyboard alone, and one always sees where one is', async () => {
  await using shop = await aShop(panel, 'Shop by keyboard')
  const page = await newPage(browser)
  await doMainJob(page, panel, shop, keyboard)
})

/** The addresses of jobs that were loaded as whole pages, as they are loaded. */
function loadedJobs(page: Page): string[] {
  const addresses: string[] = []
  page.on('request', (request) => {
    const isJob = request.method() === 'GET' && request.url().includes('/jobs/')
    if (isJob && request.isNavigationRequest()) addresses.push(request.url())
  })
  return addresses
}
