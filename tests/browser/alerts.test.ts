import { once } from 'node:events'
import { createServer } from 'node:http'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { writeEvents } from '../../src/store/monitor/events.ts'
import { aReceiver, lateDatabase, safeDatabase, unreachable } from '../support/alert-scene.ts'
import { screenshot } from '../support/browser.ts'
import type { TestPanel } from '../support/panel.ts'
import { stage } from '../support/stage.ts'
import { hangingOut } from './looking.ts'

// axe reads whole pages, and each page is read twice.
vi.setConfig({ testTimeout: 90_000 })

const on = stage()
const paths: Record<string, string> = {}
beforeAll(async () => Object.assign(paths, await somethingWrong(on.panel)))

/** Problems of several kinds, and messages of which one arrived and one did not. */
async function somethingWrong({ stores, services, database, aServer }: TestPanel) {
  const { channels, rules } = stores.alerts
  const make = async (name: string, url: string) =>
    channels.create({ name, kind: 'webhook', values: {}, secrets: { url }, isEnabled: true })
  const good = await make('On call', (await aReceiverForAll(200)).url)
  const bad = await make('Chat of the night shift', (await aReceiverForAll(404)).url)
  const rule = await rules.create({
    ...{ name: 'Everything that matters', isEnabled: true, minSeverity: 'warning' as const },
    ...{ channelIds: [good.id, bad.id], kinds: [], tags: [], serverIds: [], quietHours: null },
    ...{ zone: 'Europe/Berlin', criticalPasses: true, remindAfterMs: 86_400_000 },
    ...{ sendsRecovery: true, groupWaitMs: 0 },
  })
  const shop = await aServer({ name: 'Shop', tags: ['berlin', 'production'] })
  const crm = await aServer({ name: 'Customers of the north', baseUrl: 'http://crm.example' })
  const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000)
  await writeEvents(database.pool, shop.id, [
    lateDatabase(ago(9), 'orders'),
    lateDatabase(ago(8), 'a_database_with_a_name_that_is_much_too_long_for_a_telephone'),
    safeDatabase(ago(2), 'orders'),
  ])
  await writeEvents(database.pool, crm.id, [unreachable(ago(1))])
  const actor = { userId: null, username: 'ann', address: null }
  const now = new Date()
  const window = await services.alerts.windows.mute(actor, shop, 2, now)
  const { signal } = new AbortController()
  for (const at of [now, new Date(now.getTime() + 1)]) {
    await services.alerts.work(at, signal)
    await services.alerts.deliver(at, signal)
  }
  return {
    'the problems': '/alerts',
    'the channels': '/alerts/channels',
    'the kinds of channels': '/alerts/channels/new',
    'a new webhook': '/alerts/channels/new?kind=webhook',
    'a new mail channel': '/alerts/channels/new?kind=email',
    'a channel': `/alerts/channels/${good.id}`,
    'the removal of a channel': `/alerts/channels/${good.id}/removal`,
    'the rules': '/alerts/rules',
    'a rule': `/alerts/rules/${rule.id}`,
    'the maintenance windows': '/alerts/windows',
    'a maintenance window': `/alerts/windows/${window.id}`,
    'the summary': '/alerts/digest',
    'the dead-man ping': '/alerts/ping',
  }
}

const looks = [
  { colorScheme: 'light', width: 1440 },
  { colorScheme: 'dark', width: 360 },
] as const

const names = [
  ...['the problems', 'the channels', 'the kinds of channels', 'a new webhook'],
  ...['a new mail channel', 'a channel', 'the removal of a channel', 'the rules', 'a rule'],
  ...['the maintenance windows', 'a maintenance window', 'the summary', 'the dead-man ping'],
]

test.each(names)('%s: accessible in both themes, and within 360 pixels', async (name) => {
  const page = await on.visit('/account')
  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 3000 })
    await page.goto(paths[name] ?? '')
    await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
    await screenshot(page, `alerts-${name}-${width}-${colorScheme}`)
    expect(await violations(page)).toEqual([])
    expect(await hangingOut(page)).toEqual([])
  }
})

async function violations(page: Page): Promise<string[]> {
  const rules = { 'target-size': { enabled: true } }
  const found = await new AxeBuilder({ page }).options({ rules }).analyze()
  return found.violations.flatMap(({ nodes }) =>
    nodes.map(({ html, failureSummary }) => `${html}: ${failureSummary}`),
  )
}

test('only a weekly summary asks for a day of the week', async () => {
  const page = await on.visit('/alerts/digest')
  const day = page.getByLabel('Day', { exact: true })
  expect(await day.isVisible()).toBe(false)
  await page.getByLabel('How often').selectOption('Each week')
  expect(await day.isVisible()).toBe(true)
})

test.each([true, false])(
  'a channel is tried out and added (script: %s)',
  async (javaScriptEnabled) => {
    const receiver = await aReceiver()
    const page = await on.visit('/alerts/channels/new', { javaScriptEnabled })
    const name = javaScriptEnabled ? 'With script' : 'Without script'
    await page.getByRole('link', { name: 'Webhook' }).click()
    await page.getByLabel('Name', { exact: true }).fill(name)
    await page.getByLabel('URL', { exact: true }).fill(receiver.url)
    await page.getByRole('button', { name: 'Send a test' }).click()
    await page.getByText('The receiver accepted the test message').waitFor()
    expect(receiver.titles()).toEqual(['Test message'])
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe(name)
    // Without script the page came anew, and what is secret is never handed back.
    if (!javaScriptEnabled) await page.getByLabel('URL', { exact: true }).fill(receiver.url)
    await page.getByRole('button', { name: 'Add channel' }).click()
    await page.getByText(`${name} was saved.`).waitFor()
  },
)

test.each([true, false])(
  'what was given up is sent again, and the page says how that ended (script: %s)',
  async (javaScriptEnabled) => {
    const page = await on.visit('/alerts', { javaScriptEnabled })
    const again = page.getByRole('button', { name: /^Send again .*night shift$/ })
    await again.click()
    await page.getByText('The message did not reach Chat of the night shift').waitFor()
    await page.getByText('It was given up again.').waitFor()
    await again.waitFor()
  },
)

test('a rule is tried on what happened, in place', async () => {
  const page = await on.visit(paths['a rule'] ?? '')
  await page.getByLabel('Name', { exact: true }).fill('Renamed, not saved')
  await page.getByRole('button', { name: 'Try it on the last 7 days' }).click()
  await page.getByText(/this rule would have sent \d+ messages?/).waitFor()
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Renamed, not saved')
})

test('g a leads to the alerts', async () => {
  const page = await on.visit('/servers')
  await page.keyboard.type('ga')
  await page.getByRole('heading', { name: 'Alerts', level: 1 }).waitFor()
})

/** Lives as long as the tests of the file: what a test starts ends with it. */
async function aReceiverForAll(status: number) {
  const server = createServer((_, res) => res.writeHead(status).end()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  server.unref()
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { url: `http://127.0.0.1:${port}/hook` }
}
