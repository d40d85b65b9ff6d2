import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import type { Download, Page } from 'playwright-core'
import { expect } from 'vitest'
import { type Person, password, type TestPanel } from '../support/panel.ts'
import type { Shop } from '../support/shop.ts'
import { type Hand, mouse } from './hands.ts'

export async function signIn(
  page: Page,
  panel: TestPanel,
  person: Person = 'ann',
  hand: Hand = mouse,
): Promise<void> {
  await page.goto(`${panel.origin}/login`)
  await hand.write(page.getByLabel('Username'), person)
  await hand.write(page.getByLabel('Password'), password)
  await hand.press(page.getByRole('button', { name: 'Sign in' }))
  await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
}

/** From signed in to a dump whose job is verified. */
export async function runBackup(page: Page, { server }: Shop, hand: Hand = mouse): Promise<void> {
  await hand.press(page.getByRole('main').getByRole('link', { name: server.name, exact: true }))
  await hand.press(page.getByRole('button', { name: 'Run backup' }))
  await page.waitForURL('**/jobs/*')
  await page.locator('main .badge', { hasText: 'Verified' }).waitFor()
}

export async function downloadDump(page: Page, hand: Hand = mouse): Promise<Download> {
  await hand.press(page.getByRole('link', { name: 'Backups', exact: true }))
  const begun = page.waitForEvent('download')
  await hand.press(page.getByRole('link', { name: 'Download' }))
  return begun
}

/** Into the suggested database, whose name it answers. */
export async function restoreDump(
  page: Page,
  { server }: Shop,
  hand: Hand = mouse,
): Promise<string> {
  await hand.press(page.getByRole('cell').getByRole('link', { name: 'Restore' }))
  const target = await page.getByLabel('Target database').inputValue()
  await hand.press(page.getByRole('button', { name: 'Continue' }))
  await hand.write(page.getByLabel('Type server/database to confirm'), `${server.name}/${target}`)
  await hand.press(page.getByRole('button', { name: 'Restore', exact: true }))
  await page.waitForURL('**/jobs/*')
  await page.locator('main .badge', { hasText: 'Clean' }).waitFor()
  return target
}

/** What a newcomer does within the first minute, with proof at each step that it is really done. */
export async function doMainJob(
  page: Page,
  panel: TestPanel,
  shop: Shop,
  hand: Hand = mouse,
): Promise<void> {
  await signIn(page, panel, 'otto', hand)
  await runBackup(page, shop, hand)
  const download = await downloadDump(page, hand)
  expect(download.suggestedFilename()).toMatch(new RegExp(`^${shop.database}-.+\\.sql\\.gz$`))
  const sql = gunzipSync(await readFile(await download.path())).toString()
  expect(sql.trimEnd().split('\n').slice(-6).join('\n')).toContain(
    'PostgreSQL database dump complete',
  )
  const target = await restoreDump(page, shop, hand)
  expect(target).toMatch(new RegExp(`^${shop.database}_restored_\\d{8}$`))
  expect(await shop.ordersIn(target)).toBe(2500)
}
