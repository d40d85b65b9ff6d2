import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newPage, screenshot } from '../support/browser.ts'
import { launchBrowser } from '../support/launch-browser.ts'
import { type PageServer, servePages } from '../support/page-server.ts'
import { picturedPages } from './pictured-pages.ts'

const paths = Object.keys(picturedPages)

let browser: Browser
let server: PageServer

beforeAll(async () => {
  browser = await launchBrowser()
  server = await servePages(picturedPages)
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await server?.[Symbol.asyncDispose]()
})

const widths = [360, 390, 768, 1440]
const openTables = `for (const each of document.querySelectorAll('.chart-table')) each.open = true`

test.each(paths)('%s fits every screen, tables open', async (path) => {
  const page = await newPage(browser, { locale: 'en-GB' })
  await page.goto(server.origin + path)
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    await screenshot(page, `pictures${path.replaceAll('/', '-')}-${width}`)
  }
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    await page.goto(server.origin + path)
    await page.evaluate(openTables)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
  }
})

const varied = ['/thirty/history', '/thirty/shop', '/thirty/dashboard']

test.each(varied)(
  '%s is accessible in both themes, tables open',
  async (path) => {
    const page = await newPage(browser, { reducedMotion: 'reduce' })
    const rules = { 'target-size': { enabled: true } }
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      // Loaded anew: a page that changes its theme may keep a colour of the old one for a moment.
      await page.goto(server.origin + path)
      await page.evaluate(openTables)
      const { violations } = await new AxeBuilder({ page }).options({ rules }).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    }
  },
  120_000,
) // axe looks at each cell of each table, twice

test('pictures can be looked at in the dark and in forced colours', async () => {
  const page = await newPage(browser, { locale: 'en-GB' })
  await page.goto(`${server.origin}/thirty/shop`)
  await page.emulateMedia({ colorScheme: 'dark' })
  await screenshot(page, 'pictures-dark')
  await page.emulateMedia({ forcedColors: 'active' })
  await screenshot(page, 'pictures-forced-colours')
  const colours = await page.evaluate(`
    [...document.querySelectorAll('main :is(rect, line, path, polyline, circle)')].flatMap(
      (each) => [getComputedStyle(each).fill, getComputedStyle(each).stroke])`)
  // Canvas, its text, what is disabled and what is selected, and nothing: each a colour of the system's.
  expect(new Set(colours as string[]).size).toBeLessThanOrEqual(5)
})

test('a click on a day leads to its dump, and the keyboard gets there by the table', async () => {
  const page = await newPage(browser, { javaScriptEnabled: false })
  await page.goto(`${server.origin}/two/shop`)
  const href = await page.locator('a.run-day').last().getAttribute('href')
  const summary = page.locator('summary', { hasText: 'Days as a table' })
  await summary.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  const focused = page.locator('.chart-table a:focus')
  expect(await focused.getAttribute('href')).toBe(href)
})
