import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { aShop } from '../support/shop.ts'
import { stage } from '../support/stage.ts'
import { keyboard } from './hands.ts'
import { doMainJob } from './main-job.ts'

const on = stage()

test('a newcomer backs up, downloads and restores, and no job has to be reloaded', async () => {
  await using shop = await aShop(on.panel, 'Shop of the newcomer')
  const page = await on.open()
  const loads = loadedJobs(page)
  await doMainJob(page, on.panel, shop)
  expect(loads).toHaveLength(2)
  expect(new Set(loads).size).toBe(2)
})

test('all of it works without script', async () => {
  await using shop = await aShop(on.panel, 'Shop without script')
  const page = await on.open({ javaScriptEnabled: false })
  await doMainJob(page, on.panel, shop)
})

test('all of it works with the keyboard alone, and one always sees where one is', async () => {
  await using shop = await aShop(on.panel, 'Shop by keyboard')
  const page = await on.open()
  await doMainJob(page, on.panel, shop, keyboard)
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
