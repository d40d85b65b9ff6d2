import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { placeDump } from '../support/dump-files.ts'
import { rawServer } from '../support/scripted-server.ts'
import { stage } from '../support/stage.ts'

const on = stage()

const rowOf = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })

test('a server is tested before it is added, and the token need not be typed twice', async () => {
  const { sandbox } = await on.panel.aSandbox({ name: 'First shop' })
  const page = await on.visit('/servers')
  await page.getByRole('link', { name: 'Add server' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Second shop')
  await page.getByLabel('Base URL').fill(sandbox.url)
  await page.getByLabel('Token').fill('wrong')
  await page.getByRole('button', { name: 'Test connection' }).click()
  await page.locator('.card-head').getByText('Failed').waitFor()
  await page.getByLabel('Token').fill(sandbox.token)
  await page.getByRole('button', { name: 'Test connection' }).click()
  await page.locator('.card-head').getByText('Passed').waitFor()
  await page.getByRole('button', { name: 'Add server' }).click()
  await page.getByText('Second shop was added').waitFor()
})

test('a silent server delays nobody else in the list', async () => {
  const { server: lively } = await on.panel.aSandbox({ name: 'Lively' })
  const hole = await rawServer(() => undefined)
  const silent = await on.panel.aServer({
    name: 'Black hole',
    baseUrl: hole.url,
    timeoutMs: 60_000,
  })
  const page = await on.visit('/servers')
  await rowOf(page, lively.name).locator('.badge').waitFor()
  const waiting = rowOf(page, silent.name).locator('[aria-busy="true"]')
  expect(await waiting.count()).toBe(1)
  for (const socket of hole.connections) socket.destroy()
  await rowOf(page, silent.name).getByText('Unreachable').waitFor()
})

test('a server is deleted after its name was typed', async () => {
  const server = await on.panel.aServer({ name: 'Out of use', baseUrl: 'http://127.0.0.1:1' })
  // Too narrow for servers beside the page, whose states would be asked for while this one goes.
  const viewport = { width: 768, height: 900 }
  const page = await on.visit(`/servers/${server.id}/edit`, { viewport })
  await page.getByRole('link', { name: 'Delete server' }).click()
  await page.getByLabel('Type “Out of use” to confirm').fill('Out of use')
  await page.getByRole('button', { name: 'Delete server' }).click()
  await page.getByRole('heading', { name: 'Servers', level: 1 }).waitFor()
  expect(await rowOf(page, 'Out of use').count()).toBe(0)
})

test('a dump is deleted with all its slots after its name was typed', async () => {
  const { server, sandbox } = await on.panel.aSandbox({ name: 'Full' })
  const names = { last: 'shop-20261120-215606.sql.gz', daily: 'shop-20261120.sql.gz' }
  await placeDump(sandbox.backupDir, names, { bytes: randomBytes(1000) })
  const page = await on.visit(`/servers/${server.id}/backups`)
  await page.getByRole('link', { name: 'Delete' }).click()
  await page.getByLabel('The whole dump').check()
  const name = await page.locator('.confirmation-expected code').textContent()
  await page.getByRole('textbox').fill(String(name))
  await page.getByRole('button', { name: 'Delete for good' }).click()
  await page.getByRole('heading', { name: 'No backups' }).waitFor()
})
