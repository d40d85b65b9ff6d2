import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { paths } from '../../src/web/paths.ts'
import { screenshot } from '../support/browser.ts'
import { placeFile } from '../support/dump-files.ts'
import { stage } from '../support/stage.ts'

// axe reads whole pages, and these are long.
vi.setConfig({ testTimeout: 120_000 })

const on = stage()
const dumpName = (minute: number) => `blog-20261101-02${minute}00.sql.gz`
let list = ''

/** One page of dumps, and three more. */
beforeAll(async () => {
  const { server, sandbox } = await on.panel.aSandbox({ name: 'Shop' })
  list = paths().backups(server.id)
  for (let minute = 10; minute < 60; minute += 1) {
    const at = new Date(`2026-11-01T02:${minute}:00Z`)
    await placeFile(sandbox.backupDir, dumpName(minute), { bytes: 'a dump of some length', at })
  }
  for (const name of ['crm-1.sql', 'crm-2.sql', 'crm-3.sql']) {
    await placeFile(sandbox.backupDir, name, { at: new Date('2026-10-01T02:00:00Z') })
  }
})

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

test('all that match are offered once the whole page is ticked, and counted', async () => {
  const page = await on.visit(list)
  const [here, matching] = [page.getByLabel('All 50 here'), page.getByLabel('All 53 dumps')]
  expect(await matching.isVisible()).toBe(false)
  await here.check()
  await page.getByText('50 ticked').waitFor()
  await matching.check()
  await page.getByText('53 ticked').waitFor()
  await expectAccessible(page)
  await screenshot(page, 'bulk-all-matching')
  await page.getByRole('button', { name: 'Delete…' }).click()
  await page.getByRole('heading', { name: 'Delete 53 dumps?' }).waitFor()
  await expectAccessible(page)
})

test('whoever takes one row out no longer acts on the other pages', async () => {
  const page = await on.visit(list)
  const [here, matching] = [page.getByLabel('All 50 here'), page.getByLabel('All 53 dumps')]
  await here.check()
  await matching.check()
  await page.getByLabel(`Tick ${dumpName(59)}`).uncheck()
  await page.getByText('49 ticked').waitFor()
  await here.check()
  expect(await matching.isChecked()).toBe(false)
  await page.getByRole('button', { name: 'Download' }).click()
  await page.getByRole('heading', { name: 'Download 50 dumps' }).waitFor()
})

test('without script all that match are offered beside the rows', async () => {
  const page = await on.visit(`${list}?q=sql`, { javaScriptEnabled: false })
  await page.getByLabel('All 53 matching dumps').check()
  await page.getByRole('button', { name: 'Download' }).click()
  await page.getByRole('heading', { name: 'Download 53 dumps' }).waitFor()
})
