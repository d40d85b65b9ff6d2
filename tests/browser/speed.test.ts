import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { placeDump } from '../support/dump-files.ts'
import { stage } from '../support/stage.ts'

const on = stage()
const limitBytes = 60_000
/** A stylesheet, a script, the logo and the favicon. */
const mostAssets = 4
let serverId: string

beforeAll(async () => {
  const { server, sandbox } = await on.panel.aSandbox({ name: 'Shop', tags: ['production'] })
  await placeDump(sandbox.backupDir, { last: 'shop-20261120-215606.sql.gz' })
  await on.panel.aServer({ name: 'Dead', baseUrl: 'http://127.0.0.1:1' })
  serverId = server.id
})

const pages = {
  'the list of servers': () => '/servers',
  'a dashboard': () => `/servers/${serverId}`,
  'the list of dumps': () => `/servers/${serverId}/backups`,
  'the list of jobs': () => `/servers/${serverId}/jobs`,
  'the settings': () => `/servers/${serverId}/settings`,
  'adding a server': () => '/servers/new',
  'the audit log': () => '/audit',
  'an account': () => '/account',
}

interface Weight {
  assetBytes: number
  assets: number
  pageBytes: number
  firstByteMs: number
  firstPaintMs: number
  shift: number
}

/** Layout shifts are only told to those who ask before they happen. */
const watchShifts = `
  globalThis.shift = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) globalThis.shift += entry.value
  }).observe({ type: 'layout-shift', buffered: true })`

/** As the browser itself counts: bytes over the wire, compressed. */
const weigh = `(() => {
  const [page] = performance.getEntriesByType('navigation')
  const assets = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/assets/'))
  const paint = performance.getEntriesByName('first-contentful-paint')[0]
  return {
    assetBytes: assets.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    assets: assets.length,
    pageBytes: page.encodedBodySize,
    firstByteMs: Math.round(page.responseStart - page.requestStart),
    firstPaintMs: Math.round(paint?.startTime ?? -1),
    shift: globalThis.shift,
  }
})()`

async function settled(page: Page): Promise<void> {
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
  await page.waitForFunction('document.querySelectorAll("[data-dot]").length === 0')
}

test.each(Object.entries(pages))(
  '%s: light, still, and kept by the browser',
  async (name, path) => {
    const page = await on.visit('/login')
    await page.addInitScript(watchShifts)
    await page.goto(path(), { waitUntil: 'load' })
    await settled(page)
    const weight = (await page.evaluate(weigh)) as Weight
    console.info(name, weight)
    expect(weight.assetBytes).toBeGreaterThan(0)
    expect(weight.assetBytes).toBeLessThan(limitBytes)
    expect(weight.assets).toBeLessThanOrEqual(mostAssets)
    expect(weight.shift).toBeLessThan(0.01)
  },
)

test('a second visit asks for no asset again', async () => {
  const page = await on.visit('/servers', { viewport: { width: 1280, height: 720 } })
  await settled(page)
  await page.goto('/servers', { waitUntil: 'load' })
  await settled(page)
  const fetched = await page.evaluate(
    `performance.getEntriesByType('resource').filter((e) => e.name.includes('/assets/') && e.transferSize > 0).map((e) => e.name)`,
  )
  expect(fetched).toEqual([])
})
