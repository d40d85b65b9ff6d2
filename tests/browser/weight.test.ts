import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { placeDump } from '../support/dump-files.ts'
import { stage } from '../support/stage.ts'

const on = stage()
const mostBytes = 300_000
const mostAssetBytes = 60_000
const servers = 500
const nights = 1000
const dayMs = 24 * 60 * 60 * 1000
let serverId: string

beforeAll(async () => {
  const { server, sandbox } = await on.panel.aSandbox({ name: 'Shop', tags: ['production'] })
  serverId = server.id
  for (let night = 0; night < nights; night += 1) await placeNight(sandbox.backupDir, night)
  for (let number = 1; number < servers; number += 1) {
    await on.panel.aServer({
      name: `Server ${number} of the branch office`,
      tags: [`office-${number % 20}`, number % 2 ? 'production' : 'staging'],
      baseUrl: `http://127.0.0.1:1/${number}`,
    })
  }
}, 180_000)

/** Two dumps, each in two slots. */
async function placeNight(backupDir: string, night: number): Promise<void> {
  const at = new Date(Date.now() - night * dayMs)
  const stamp = at.toISOString().slice(0, 10).replaceAll('-', '')
  for (const database of ['shop', 'crm']) {
    const names = {
      last: `${database}-${stamp}-010203.sql.gz`,
      daily: `${database}-${stamp}.sql.gz`,
    }
    await placeDump(backupDir, names, { at, bytes: 'x'.repeat(1000 + night) })
  }
}

const pages: Record<string, () => string> = {
  'the list of servers': () => '/servers',
  'a dashboard': () => `/servers/${serverId}`,
  'the list of dumps': () => `/servers/${serverId}/backups`,
  'the choice of a dump to restore': () => `/servers/${serverId}/restores/new`,
  'the history of all databases': () => `/servers/${serverId}/history`,
  'the history of one database': () => `/servers/${serverId}/history?database=shop`,
  'the settings': () => `/servers/${serverId}/settings`,
  'the audit log': () => '/audit',
}

interface Weight {
  bytes: number
  assetBytes: number
}

/** As the browser itself counts: bytes as they are sent, compressed, whether or not it has them already. */
const weigh = `(() => {
  const sum = (entries) => entries.reduce((bytes, { encodedBodySize }) => bytes + encodedBodySize, 0)
  const fetched = performance.getEntriesByType('resource')
  return {
    bytes: sum([...performance.getEntriesByType('navigation'), ...fetched]),
    assetBytes: sum(fetched.filter(({ name }) => name.includes('/assets/'))),
  }
})()`

async function weightOf(page: Page, path: string): Promise<Weight> {
  await page.goto(path, { waitUntil: 'load' })
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
  await page.locator('[data-sidebar] details').first().waitFor()
  return (await page.evaluate(weigh)) as Weight
}

test('no page is heavy, with 2,000 dumps on a server and 500 servers', async () => {
  const page = await on.visit('/account', { viewport: { width: 1440, height: 900 } })
  const weights: Record<string, Weight> = {}
  for (const [name, path] of Object.entries(pages)) weights[name] = await weightOf(page, path())
  console.table(weights)
  const heavy = Object.entries(weights).filter(
    ([, { bytes, assetBytes }]) => bytes >= mostBytes || assetBytes >= mostAssetBytes,
  )
  expect(heavy).toEqual([])
}, 120_000)

test('nor is a page whose palette knows every page of 500 servers', async () => {
  const page = await on.visit('/account', { viewport: { width: 1440, height: 900 } })
  await weightOf(page, '/servers')
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('option').first().waitFor()
  const { bytes } = (await page.evaluate(weigh)) as Weight
  expect(bytes).toBeLessThan(mostBytes)
})
