import { AxeBuilder } from '@axe-core/playwright'
import type { Page, Route } from 'playwright-core'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { filledId, fillTables } from '../../bench/fleet/fill-tables.ts'
import { screenshot } from '../support/browser.ts'
import { placeDump } from '../support/dump-files.ts'
import { monitorOf } from '../support/polls.ts'
import { stage } from '../support/stage.ts'

// axe reads whole pages, and each page is read twice.
vi.setConfig({ testTimeout: 120_000 })

const on = stage()
const server = `/servers/${filledId(3)}`

beforeAll(async () => {
  const size = { servers: 24, databases: 3, days: 40, now: new Date() }
  await fillTables(on.panel.database.pool, size)
})

const pages = {
  overview: '/',
  'overview, narrowed': '/?state=failing',
  'overview without a match': '/?q=nothing-is-called-so',
  wallboard: '/?board=1',
  calendar: '/calendar',
  'day of the calendar': `/calendar?day=${new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)}`,
  runs: `${server}/runs`,
  events: `${server}/events`,
  history: `${server}/history`,
  dashboard: server,
}

test.each(Object.entries(pages))('%s: accessible in both themes, and fits', async (name, path) => {
  const page = await on.visit('/account', { locale: 'en-GB' })
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width: colorScheme === 'light' ? 1440 : 360, height: 3000 })
    await page.goto(path)
    await expectAccessible(page)
    await screenshot(page, `fleet-${name}-${colorScheme}`)
  }
  for (const width of [360, 768, 1024, 1280, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    await page.goto(path)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
  }
})

async function expectAccessible(page: Page): Promise<void> {
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
  const rules = { 'target-size': { enabled: true } }
  const { violations } = await new AxeBuilder({ page }).options({ rules }).analyze()
  const told = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
  expect(told).toEqual([])
}

describe('a wallboard', () => {
  const screens = [
    { width: 1920, height: 1080 },
    { width: 1080, height: 1920 },
    { width: 3840, height: 2160 },
  ]

  test.each(screens)('fills a screen of $width by $height and no more', async (viewport) => {
    const page = await on.visit('/?board=1&theme=dark', { viewport, locale: 'en-GB' })
    const size = '[document.documentElement.scrollWidth, document.documentElement.scrollHeight]'
    expect(await page.evaluate(size)).toEqual([viewport.width, viewport.height])
    const ground = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
    expect(ground).toMatch(/oklch\(0\.1/)
    await screenshot(page, `fleet-wallboard-${viewport.width}`)
  })

  test('goes grey when it could not be drawn anew for a while, and recovers', async () => {
    const page = await on.open({ expected: [/Failed to load|ERR_/] })
    await page.clock.install()
    const client = await on.panel.signIn('vera')
    await page.context().setExtraHTTPHeaders({ cookie: client.cookieHeader() })
    await page.goto('/?board=1')
    await page.route('**/*board*', (route) => route.abort())
    for (let look = 0; look < 4; look += 1) {
      await page.clock.runFor(20_000)
    }
    await page.locator('.board[data-stale^="Not updated since"]').waitFor()
    await page.unroute('**/*board*')
    await page.clock.runFor(20_000)
    await page.locator('.board:not([data-stale])').waitFor()
  })
})

describe('an overview', () => {
  const part = (page: Page, more = '') => page.locator(`[data-part="live"]${more}`)
  const markAsOld = (page: Page) =>
    part(page).evaluate((element) => element.setAttribute('data-old', ''))

  async function visitWithClock(): Promise<Page> {
    const page = await on.visit('/account', { locale: 'en-GB' })
    await page.clock.install()
    await page.goto('/')
    return page
  }

  test('is drawn anew beside a search field that merely has the focus', async () => {
    const page = await visitWithClock()
    await page.keyboard.press('/')
    await markAsOld(page)
    await page.clock.runFor(30_000)
    await part(page, ':not([data-old])').waitFor()
    expect(await page.locator(':focus').getAttribute('name')).toBe('q')
  })

  test('is drawn anew at once when its tab is shown again', async () => {
    const page = await on.visit('/')
    await markAsOld(page)
    await page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`)
    await part(page, ':not([data-old])').waitFor()
  })

  test('leads to sign-in once the session has ended', async () => {
    const page = await on.visit('/')
    await page.context().clearCookies()
    await page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`)
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  })

  test('keeps what is typed but not sent, and says that it grows old', async () => {
    const page = await visitWithClock()
    const asked = new Promise<Route>((resolve) => {
      void page.route('**/', resolve, { times: 1 })
    })
    await markAsOld(page)
    await page.clock.runFor(30_000)
    const held = await asked
    await page.keyboard.press('/')
    await page.keyboard.type('mail')
    await page.keyboard.press('Tab')
    await held.continue()
    for (let look = 0; look < 3; look += 1) await page.clock.runFor(30_000)
    await part(page, '[data-old][data-stale^="Not updated since"]').waitFor()
    const search = page.getByRole('searchbox')
    expect(await search.inputValue()).toBe('mail')
    await search.fill('')
    await page.clock.runFor(30_000)
    await part(page, ':not([data-stale])').waitFor()
  })
})

test('all of it works without script', async () => {
  const page = await on.visit('/', { javaScriptEnabled: false, locale: 'en-GB' })
  await page.getByLabel('Search servers by name or tag').fill('mail')
  await page.getByRole('button', { name: 'Filter' }).click()
  await page.getByText('3 matching servers').waitFor()
  await page.getByRole('link', { name: /^Runs of Mail Oslo 3/ }).click()
  await page.getByRole('heading', { name: 'Runs' }).waitFor()
  await page.getByRole('link', { name: 'Calendar', exact: true }).click()
  await page.getByRole('link', { name: 'Previous' }).click()
  await page.locator('.calendar a').first().click()
  expect(await page.locator('.run-table tbody tr').count()).toBeGreaterThan(5)
})

test('single keys lead to the overview and to the calendar', async () => {
  const page = await on.visit('/servers')
  await page.keyboard.type('gc')
  await page.waitForURL('**/calendar')
  await page.keyboard.type('go')
  await page.getByRole('heading', { name: 'Overview' }).waitFor()
})

test('no page is wider for a database whose name has no gap', async () => {
  const database = 'a_database_of_a_company_whose_name_is_much_too_long_for_a_cell'
  const { server, sandbox } = await on.panel.aSandbox(
    { name: 'Backups of the company with the long name, Frankfurt am Main' },
    { env: { POSTGRES_DB: database } },
  )
  const lastWeek = new Date(Date.now() - 7 * 86_400_000)
  const stamp = lastWeek.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-')
  await placeDump(sandbox.backupDir, { last: `${database}-${stamp}.sql.gz` }, { at: lastWeek })
  await monitorOf(on.panel).poll(server)
  const page = await on.visit('/account')
  for (const path of ['/', '/servers', `/servers/${server.id}/runs`, `/servers/${server.id}`]) {
    for (const width of [360, 1024, 1440]) {
      await page.setViewportSize({ width, height: 900 })
      await page.goto(path)
      await page.locator('main').getByText(database).first().waitFor({ state: 'attached' })
      expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBe(width)
    }
  }
})
