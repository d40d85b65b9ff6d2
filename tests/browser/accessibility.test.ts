import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { placeDump, placeFile } from '../support/dump-files.ts'
import { aPanel, type TestPanel } from '../support/panel.ts'
import { stage } from '../support/stage.ts'

const on = stage()
const longName = 'shop_of_a_company_with_a_name_that_is_much_too_long-20261120-215606.sql.gz'
const backupId = encodeURIComponent(`last:${longName}`)

const pages = {
  'the list of servers': () => '/servers',
  'a search without a match': () => '/servers?q=nothing-is-called-so',
  'adding a server': () => '/servers/new',
  'a dashboard': () => at(),
  'a dashboard without a server behind it': () => `/servers/${fleet.deadId}`,
  'editing a server': () => at('/edit'),
  'deleting a server': () => at('/removal'),
  'a connection check': () => at('/probe'),
  'the list of dumps': () => at('/backups'),
  'deleting a dump': () => at(`/backups/${backupId}/removal`),
  'choosing a dump to restore': () => at('/restores/new'),
  'restoring a dump': () => at(`/restores/new?backup=${backupId}`),
  'the list of jobs': () => at('/jobs'),
  'a job that failed': () => at(`/jobs/${fleet.jobId}`),
  'the settings': () => at('/settings'),
  'an account': () => '/account',
  'the audit log': () => '/audit',
}

let fleet: Awaited<ReturnType<typeof aFleet>>
beforeAll(async () => {
  fleet = await aFleet(on.panel)
})

function at(path = ''): string {
  return `/servers/${fleet.serverId}${path}`
}

/** Something of everything, with names that are hard to fit. */
async function aFleet(panel: TestPanel) {
  const { server, sandbox } = await panel.aSandbox({
    name: 'Backups of the company with the long name, Frankfurt am Main',
    tags: ['production', 'frankfurt'],
  })
  const daily = longName.replace('-215606', '')
  await placeDump(sandbox.backupDir, { last: longName, daily })
  await placeFile(sandbox.backupDir, 'a file of which nobody knows what it is.txt')
  await placeFile(sandbox.backupDir, 'crm-20261119-030000.sql.gz', { bytes: 'x'.repeat(30_000) })
  await placeFile(sandbox.backupDir, 'crm-20261120-030000.sql.gz')
  const dead = await panel.aServer({ name: 'Dead', baseUrl: 'http://127.0.0.1:1' })
  const otto = await panel.signIn('otto')
  const { headers } = await otto.post(`/servers/${server.id}/runs`)
  await sandbox.idle() // the run fails: there is no database of that name
  await panel.services.settings.update(
    { userId: null, username: '(test)', address: null },
    server,
    { BACKUP_KEEP_DAYS: '9' },
    AbortSignal.timeout(10_000),
  )
  const jobId = String(headers.location).split('/').at(-1)
  return { serverId: server.id, deadId: dead.id, jobId }
}

/** WCAG 2.2 AA and axe's good practices; the smallest size of targets is not asked for by itself. */
async function expectNoViolations(page: Page): Promise<void> {
  const rules = { 'target-size': { enabled: true } }
  const { violations } = await new AxeBuilder({ page }).options({ rules }).analyze()
  const told = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`,
  )
  expect(told).toEqual([])
}

/** Light and wide, then dark and narrow. */
async function expectFineEverywhere(page: Page): Promise<void> {
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
  await expectNoViolations(page)
  await expectNoOverflow(page)
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await page.setViewportSize({ width: 360, height: 740 })
  await expectNoViolations(page)
  await expectNoOverflow(page)
}

async function expectNoOverflow(page: Page): Promise<void> {
  const width = page.viewportSize()?.width
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
}

test.each(Object.entries(pages))(
  '%s: accessible in both themes, and fits 360 pixels',
  async (_, path) => {
    const page = await on.visit(path())
    await expectFineEverywhere(page)
  },
)

test('so is the preview of changed settings', async () => {
  const page = await on.visit(at('/settings'))
  await page.getByLabel('Schedule', { exact: true }).fill('*/5 4 * * *')
  await page.getByLabel('Keep in “last”').fill('1')
  await page.getByRole('button', { name: 'Preview changes' }).click()
  await page.getByRole('heading', { name: 'Next runs' }).waitFor()
  await expectFineEverywhere(page)
})

test('so is a connection test beside its form', async () => {
  const page = await on.visit(at('/edit'))
  await page.getByRole('button', { name: 'Test connection' }).click()
  await page.getByRole('heading', { name: 'Connection test' }).waitFor()
  await expectFineEverywhere(page)
})

test('so is a form that came back with errors', async () => {
  const page = await on.visit('/servers/new', { expected: [/422/] })
  await page.getByRole('button', { name: 'Add server' }).click()
  await page.getByRole('alert').waitFor()
  await expectFineEverywhere(page)
})

test('so are the pages in front of the door', async () => {
  await using empty = await aPanel({ isEmpty: true })
  const page = await on.open()
  await page.goto(empty.origin)
  await expectFineEverywhere(page)
  const another = await on.open()
  await another.goto('/login')
  await expectFineEverywhere(another)
})

test.each([
  ['ann', '/no/such/page', /404/],
  ['vera', '/servers/new', /403/],
] as const)('so is the page that refuses %s %s', async (person, path, expected) => {
  const page = await on.visit(path, { person, expected: [expected] })
  await expectFineEverywhere(page)
})
