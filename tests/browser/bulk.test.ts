import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { placeFile } from '../support/dump-files.ts'
import { stage } from '../support/stage.ts'
import { keyboard, mouse } from './hands.ts'

const on = stage()

async function aServerWithDumps(name: string) {
  const made = await on.panel.aSandbox({ name })
  for (const day of ['17', '18', '19', '20']) {
    await placeFile(made.sandbox.backupDir, `shop-202611${day}-020000.sql.gz`, {
      bytes: 'a dump of some length, longer than an empty gzip',
      at: new Date(`2026-11-${day}T02:00:00Z`),
    })
  }
  return made
}

let shop: Awaited<ReturnType<typeof aServerWithDumps>>
let nth = 0
beforeEach(async () => {
  nth += 1
  shop = await aServerWithDumps(`Shop ${nth}`)
})

const box = (page: Page, name: string) => page.getByLabel(`Tick ${name}`, { exact: true })
const dump = (day: string) => `shop-202611${day}-020000.sql.gz`
const left = async () => (await readdir(join(shop.sandbox.backupDir, 'last'))).length

const ways = [
  ['with the mouse', mouse, {}],
  ['by keyboard alone', keyboard, {}],
  ['without script', mouse, { javaScriptEnabled: false }],
  ['on a telephone', mouse, { viewport: { width: 360, height: 740 } }],
] as const

describe.each(ways)('%s', (_, hand, options) => {
  test('many dumps are deleted after one confirmation', async () => {
    const page = await on.visit(`/servers/${shop.server.id}/backups`, options)
    for (const day of ['17', '18']) {
      if (hand === mouse) await box(page, dump(day)).check()
      else {
        await page.locator('body').press('Home')
        await box(page, dump(day)).focus()
        await page.keyboard.press('Space')
      }
    }
    await hand.press(page.getByRole('button', { name: 'Delete…' }))
    await page.getByRole('heading', { name: 'Delete 2 dumps?' }).waitFor()
    expect(await left()).toBe(4)
    await hand.press(page.getByRole('button', { name: 'Delete 2 dumps for good' }))
    await page.getByRole('heading', { name: 'Dumps deleted' }).waitFor()
    expect(await page.locator('.badge', { hasText: 'Deleted' }).count()).toBe(2)
    expect(await left()).toBe(2)
    await hand.press(page.getByRole('link', { name: 'Show what is left' }))
    await box(page, dump('19')).waitFor()
  })
})

test('losing every dump of a database takes the name of the server', async () => {
  const page = await on.visit(`/servers/${shop.server.id}/backups`, { expected: [/422/] })
  await page.getByLabel('All 4 here').check()
  await page.getByText('4 ticked').waitFor()
  await page.getByRole('button', { name: 'Delete…' }).click()
  await page.getByText('No dump of shop is left.').waitFor()
  await page.getByLabel(/^Type/).fill('Shop')
  await page.getByRole('button', { name: 'Delete 4 dumps for good' }).click()
  await page.getByRole('alert').getByText(`Type ${shop.server.name} to confirm.`).waitFor()
  expect(await left()).toBe(4)
  await page.getByLabel(/^Type/).fill(shop.server.name)
  await page.getByRole('button', { name: 'Delete 4 dumps for good' }).click()
  await page.getByRole('heading', { name: 'Dumps deleted' }).waitFor()
})

test('a range is ticked with Shift, and going back keeps what was ticked', async () => {
  const page = await on.visit(`/servers/${shop.server.id}/backups`)
  await box(page, dump('20')).click()
  await box(page, dump('18')).click({ modifiers: ['Shift'] })
  await page.getByText('3 ticked').waitFor()
  await page.getByRole('button', { name: 'Download' }).click()
  await page.getByRole('heading', { name: 'Download 3 dumps' }).waitFor()
  const begun = page.waitForEvent('download')
  await page.getByRole('link', { name: dump('19') }).click()
  expect((await begun).suggestedFilename()).toBe(dump('19'))
  await page.goBack()
  await page.getByText('3 ticked').waitFor()
})

test('a backup runs on many servers, and each result leads to its job', async () => {
  const other = await aServerWithDumps(`Shop ${nth} too`)
  const paused = await on.panel.aServer({ name: `Resting ${nth}`, isEnabled: false })
  const page = await on.visit('/servers', { javaScriptEnabled: false })
  for (const { name } of [shop.server, other.server, paused]) await box(page, name).check()
  await page.getByRole('button', { name: 'Run backup…' }).click()
  await page.getByRole('heading', { name: 'Run a backup on 2 servers?' }).waitFor()
  await page.getByText('Paused, so it is not contacted').waitFor()
  await page.getByRole('button', { name: 'Run 2 backups' }).click()
  await page.getByRole('heading', { name: 'Backups started' }).waitFor()
  await page.reload()
  expect([shop, other].map(({ sandbox }) => sandbox.traffic.count('POST /backup'))).toEqual([1, 1])
  await page.getByRole('link', { name: `Job of ${other.server.name}`, exact: true }).click()
  await page.waitForURL(`**/servers/${other.server.id}/jobs/*`)
})

test('the result of runs follows each to its end over one stream, which other pages tell too', async () => {
  const other = await aServerWithDumps(`Shop ${nth} too`)
  const both = [shop, other]
  for (const { sandbox } of both) sandbox.faults.run = { kind: 'lock-held' }
  const page = await on.visit(`/servers?q=Shop+${nth}`)
  for (const { server } of both) await box(page, server.name).check()
  await page.getByRole('button', { name: 'Run backup…' }).click()
  await page.getByRole('heading', { name: 'Run a backup on 2 servers?' }).waitFor()
  for (const { sandbox } of both) {
    sandbox.faults.setReply('/jobs', { kind: 'status', status: 503 })
  }
  let streams = 0
  page.on('request', (request) => {
    streams += request.url().includes('/live?') ? 1 : 0
  })
  await page.getByRole('button', { name: 'Run 2 backups' }).click()
  await page.getByRole('heading', { name: 'Backups started' }).waitFor()
  shop.sandbox.faults.clearReply('/jobs')
  const cell = page.locator(`[data-topic^="job:${shop.server.id}:"]`)
  await cell.getByText('Skipped', { exact: true }).waitFor()
  expect(streams).toBe(1)
  await page.goto('/account')
  other.sandbox.faults.clearReply('/jobs')
  // Each look at a job out of reach doubles the wait for the next.
  const toast = page.locator('.toast').getByText(`Backup on ${other.server.name}`)
  await toast.waitFor({ timeout: 40_000 })
}, 90_000)

describe.each(['light', 'dark'] as const)('in the %s', (colorScheme) => {
  test.each([1280, 360])(
    'the pages of acts on many are accessible at %i px',
    async (width) => {
      const list = `/servers/${shop.server.id}/backups`
      const page = await on.visit(list, { colorScheme, viewport: { width, height: 800 } })
      const isFine = async () => {
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
      }
      await page.getByLabel('All 4 here').check()
      await isFine()
      await page.getByRole('button', { name: 'Download' }).click()
      await page.getByRole('heading', { name: 'Download 4 dumps' }).waitFor()
      await isFine()
      await page.goto(list)
      for (const day of ['19', '20']) await box(page, dump(day)).check()
      await page.getByRole('button', { name: 'Delete…' }).click()
      await page.getByLabel(/^Type/).waitFor()
      await isFine()
      await page.getByLabel(/^Type/).fill(shop.server.name)
      await page.getByRole('button', { name: /for good/ }).click()
      await page.getByRole('heading', { name: 'Dumps deleted' }).waitFor()
      await isFine()
    },
    90_000,
  )
})
