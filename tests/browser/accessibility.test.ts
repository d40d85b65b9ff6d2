import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { placeDump, placeFile } from '../support/dump-files.ts'
import { aPanel, type TestPanel } from '../support/panel.ts'
import { stage } from '../support/stage.ts'

// axe reads whole pages, and each page is read twice.
vi.setConfig({ testTimeout: 90_000 })

const on = stage()
const longName = 'shop_of_a_company_with_a_name_that_is_much_too_long-20261120-215606.sql.gz'
const backupId = encodeURIComponent(`last:${longName}`)

/** How one comes to each page. */
const pages: Record<string, (page: Page) => Promise<unknown>> = {
  'the list of servers': at('/servers'),
  'a search without a match': at('/servers?q=nothing-is-called-so'),
  'the form of a new server': at('/servers/new'),
  'a dashboard': ofServer(),
  'a dashboard without a server behind it': (page) => page.goto(`/servers/${fleet.deadId}`),
  'the form of a server': ofServer('/edit'),
  'the removal of a server': ofServer('/removal'),
  'a connection check': ofServer('/probe'),
  'the list of dumps': ofServer('/backups'),
  'the removal of a dump': ofServer(`/backups/${backupId}/removal`),
  'the choice of a dump to restore': ofServer('/restores/new'),
  'the form of a restore': ofServer(`/restores/new?backup=${backupId}`),
  'the list of jobs': ofServer('/jobs'),
  'a job that failed': (page) => page.goto(`/servers/${fleet.serverId}/jobs/${fleet.jobId}`),
  'the page of settings': ofServer('/settings'),
  'the preview of changed settings': async (page) => {
    await ofServer('/settings')(page)
    await page.getByLabel('Schedule', { exact: true }).fill('*/5 4 * * *')
    await page.getByLabel('Keep in “last”', { exact: true }).fill('1')
    await page.getByRole('button', { name: 'Preview changes' }).click()
    await page.getByRole('heading', { name: 'Next runs' }).waitFor()
  },
  'a connection test beside its form': async (page) => {
    await ofServer('/edit')(page)
    await page.getByRole('button', { name: 'Test connection' }).click()
    await page.getByRole('heading', { name: 'Connection test' }).waitFor()
  },
  'a form that came back with errors': async (page) => {
    await page.goto('/servers/new')
    await page.getByRole('button', { name: 'Add server' }).click()
    await page.getByRole('alert').waitFor()
  },
  'an account': at('/account'),
  'the people': at('/users'),
  'the form of a new person': at('/users/new'),
  'the audit log': at('/audit'),
  'a page that is not there': at('/no/such/page'),
}

let fleet: Awaited<ReturnType<typeof aFleet>>
beforeAll(async () => {
  fleet = await aFleet(on.panel)
})

function at(path: string) {
  return (page: Page) => page.goto(path)
}

function ofServer(path = '') {
  return (page: Page) => page.goto(`/servers/${fleet.serverId}${path}`)
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

test.each(Object.entries(pages))('%s is accessible and fits', async (_, comeTo) => {
  const page = await on.visit('/account', { expected: [/404|422/] })
  await expectFineInEachLook(page, comeTo)
})

test('the pages in front of the door are accessible and fit', async () => {
  await using empty = await aPanel({ isEmpty: true })
  const page = await on.open()
  await expectFineInEachLook(page, () => page.goto(empty.origin))
  await expectFineInEachLook(page, () => page.goto('/login'))
})

const looks = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 360 },
] as const

async function expectFineInEachLook(page: Page, comeTo: (page: Page) => Promise<unknown>) {
  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme })
    // Tall, so that nothing that stays in view lies over what is looked at.
    await page.setViewportSize({ width, height: 3000 })
    await comeTo(page)
    await expectFine(page)
  }
  for (const width of [768, 1024]) {
    await page.setViewportSize({ width, height: 800 })
    await expectToFit(page)
  }
}

/** WCAG 2.2 AA and axe's good practices; the smallest size of targets is not asked for by itself. */
async function expectFine(page: Page): Promise<void> {
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
  const rules = { 'target-size': { enabled: true } }
  const { violations } = await new AxeBuilder({ page }).options({ rules }).analyze()
  const told = violations.flatMap(({ nodes }) =>
    nodes.map(({ html, failureSummary }) => `${html}: ${failureSummary}`),
  )
  expect(told).toEqual([])
  await expectToFit(page)
}

async function expectToFit(page: Page): Promise<void> {
  const overhangs = `['html', 'main'].map((name) => {
    const { scrollWidth, clientWidth } = document.querySelector(name)
    return scrollWidth - clientWidth
  })`
  const [ofPage = 0, ofMain = 0] = await page.evaluate<number[]>(overhangs)
  expect(ofPage).toBe(0)
  expect(ofMain).toBeLessThanOrEqual(1) // columns have fractions of a pixel
}
