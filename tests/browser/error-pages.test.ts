import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { screenshot } from '../support/browser.ts'
import { openLiveStream } from '../support/live-stream.ts'
import { aPanel, password, type TestPanel } from '../support/panel.ts'
import { rawServer } from '../support/scripted-server.ts'
import { stage } from '../support/stage.ts'

const on = stage()

const file = (serverId: string) => `/servers/${serverId}/backups/last%3Ashop.sql.gz/file`

/** A panel of a test's own, there until the page is closed that still asks it things. */
async function anotherPanel(): Promise<TestPanel> {
  const panel = await aPanel()
  onTestFinished(() => panel[Symbol.asyncDispose]())
  return panel
}

/** What happened, what to do and a number to tell, readable in both themes. */
async function expectHelp(page: Page, status: number, title: string): Promise<void> {
  expect(await page.locator('.error-status').textContent()).toBe(String(status))
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(title)
  expect(await page.title()).toBe(`${title} · backupgram-admin`)
  expect(await page.locator('.error-id code').textContent()).toMatch(/^[0-9a-f-]{36}$/)
  expect(await page.locator('.error-page p').count()).toBeGreaterThan(3)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    await screenshot(page, `error-${status}-${colorScheme}`)
  }
}

test.each([
  [404, 'ann', '/no/such/page', 'Not found'],
  [403, 'vera', '/servers/new', 'You may not do this'],
] as const)('%i is told in the design, with help', async (status, person, path, title) => {
  const page = await on.visit(path, { person, expected: [new RegExp(String(status))] })
  await expectHelp(page, status, title)
})

test('502 is told when a server is not there', async () => {
  const { id } = await on.panel.aServer({ name: 'Dead', baseUrl: 'http://127.0.0.1:1' })
  const page = await on.visit(file(id), { expected: [/502/] })
  await expectHelp(page, 502, 'The connection was refused')
})

test('504 is told when a server keeps silent', async () => {
  const { url } = await rawServer(() => undefined)
  const { id } = await on.panel.aServer({ name: 'Silent', baseUrl: url, timeoutMs: 1000 })
  const page = await on.visit(`/servers/${id}/jobs/unknown`, { expected: [/504/] })
  await expectHelp(page, 504, 'The server did not answer in time')
})

test('404 is told before sign-in, too, and offers nothing that needs one', async () => {
  const page = await on.open({ expected: [/404/] })
  await page.goto('/no/such/page')
  await expectHelp(page, 404, 'Not found')
  expect(await page.getByRole('navigation').count()).toBe(0)
})

test('500 is told with a number that stands in the log', async () => {
  const broken = await anotherPanel()
  const page = await on.open({ expected: [/500/] })
  await page.goto(`${broken.origin}/login`)
  await page.getByLabel('Username').fill('ann')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'No servers yet' }).waitFor()
  await broken.database.pool.query('alter table audit rename to elsewhere')
  await page.goto(`${broken.origin}/audit`)
  await expectHelp(page, 500, 'Something went wrong here')
  const id = String(await page.locator('.error-id code').textContent())
  expect(broken.logged.some((line) => line.includes(id))).toBe(true)
})

test('422 is told on a page of its own where no form can be shown again', async () => {
  const page = await on.visit('/servers', { expected: [/422/] })
  await page.setContent(
    `<form method="post" action="${on.panel.origin}/density"><button name="density" value="cramped">Send</button></form>`,
  )
  await page.getByRole('button').click()
  await expectHelp(page, 422, 'This cannot be done as entered')
})

test('429 is told on a page of its own, with the time to wait', async () => {
  const ann = await on.panel.signIn('ann')
  const streams = await Promise.all(
    Array.from({ length: 12 }, () => openLiveStream(ann, ['state:s1'])),
  )
  const page = await on.visit('/live?topic=state:s1', { expected: [/429/] })
  for (const stream of streams) await stream[Symbol.asyncDispose]()
  await expectHelp(page, 429, 'Too much at once')
  await page.getByText('Wait 5 seconds, then try again.').waitFor()
})

test('422 and 429 are told on the form itself, with what was typed', async () => {
  const guarded = await anotherPanel()
  const page = await on.open({ expected: [/422/, /429/] })
  await page.goto(`${guarded.origin}/login`)
  const answers = async () => {
    await page.getByLabel('Username').fill('ann')
    await page.getByLabel('Password').fill('not this one')
    const answer = page.waitForResponse((response) => response.request().method() === 'POST')
    await page.getByRole('button', { name: 'Sign in' }).click()
    return (await answer).status()
  }
  expect(await answers()).toBe(422)
  let status = 422
  for (let tries = 0; status === 422 && tries < 30; tries += 1) status = await answers()
  expect(status).toBe(429)
  await page.getByRole('alert').getByText('Too many attempts').waitFor()
  expect(await page.getByLabel('Username').inputValue()).toBe('ann')
  await screenshot(page, 'error-429')
})

test('the number of a request is copied with a click', async () => {
  const page = await on.visit('/no/such/page', { expected: [/404/] })
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: 'Copy the number of the request' }).click()
  await page.getByText('Copied').waitFor({ state: 'attached' })
  const id = await page.locator('.error-id code').textContent()
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(id)
})
