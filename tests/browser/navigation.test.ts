import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { TestSandbox } from '../sandbox/test-sandbox.ts'
import { screenshot } from '../support/browser.ts'
import { monitorOf } from '../support/polls.ts'
import { stage } from '../support/stage.ts'
import { hold } from './holding.ts'
import { sentFrom } from './leaving.ts'

const on = stage()
let serverId: string
let sandbox: TestSandbox

beforeAll(async () => {
  const shop = await on.panel.aSandbox({ name: 'Shop', tags: ['production'] })
  serverId = shop.server.id
  sandbox = shop.sandbox
  await on.panel.aServer({ name: 'Dead', tags: ['staging'], baseUrl: 'http://127.0.0.1:1' })
  await on.panel.aServer({ name: 'Asleep', isEnabled: false })
})

const sidebar = (page: Page) => page.getByRole('navigation', { name: 'Servers' })
const palette = (page: Page) => page.getByRole('dialog', { name: /Go to/ })
const focused = (page: Page) => page.evaluate('document.activeElement.textContent.trim()')

test('the servers stand beside every page, by tag, each with its state', async () => {
  const page = await on.visit(`/servers/${serverId}/backups`)
  await sidebar(page)
    .getByRole('link', { name: /^(?!Unknown).+: Shop$/ })
    .waitFor()
  await sidebar(page).getByRole('link', { name: 'Unreachable: Dead' }).waitFor()
  await sidebar(page).getByRole('link', { name: 'Paused: Asleep' }).waitFor()
  expect(await sidebar(page).locator('[aria-current]').textContent()).toContain('Shop')
  expect(await sidebar(page).locator('summary').allInnerTexts()).toEqual([
    expect.stringContaining('production'),
    expect.stringContaining('staging'),
    expect.stringContaining('Without tag'),
  ])
  await screenshot(page, 'sidebar')
})

test('servers asked for after the session ended are no trouble of the page', async () => {
  const page = await on.visit('/account', { viewport: { width: 768, height: 900 } })
  await page.context().clearCookies()
  const answered = page.waitForResponse((response) => response.url().endsWith('/sidebar'))
  await page.setViewportSize({ width: 1440, height: 900 })
  expect((await answered).status()).toBe(303)
  await page.locator('[data-sidebar]:not([aria-busy])').waitFor({ state: 'attached' })
})

test('the states beside a page that shows no server follow what the monitor finds', async () => {
  const { server, sandbox: watched } = await on.panel.aSandbox({ name: 'Watched' })
  const monitor = monitorOf(on.panel)
  await monitor.poll(server)
  const page = await on.visit('/account')
  await page.clock.install()
  await page.reload()
  const link = (state: RegExp) => sidebar(page).getByRole('link', { name: state })
  await link(/^Failing: Watched$/).waitFor()
  watched.faults.setReply('/status', { kind: 'status', status: 401 })
  const { state } = await monitor.poll(server)
  expect(state).toBe('refused')
  // What the tables said is remembered for a second, so the first minute may tell the old state.
  const foundAMinuteLater = async () => {
    await page.clock.runFor(60_000)
    return await link(/^Token refused: Watched$/).count()
  }
  await expect.poll(foundAMinuteLater, { timeout: 30_000 }).toBe(1)
})

test('a group that was folded away stays so on the next page', async () => {
  const page = await on.visit('/servers')
  await sidebar(page).locator('summary', { hasText: 'staging' }).click()
  await page.goto('/audit')
  await sidebar(page).locator('summary', { hasText: 'staging' }).waitFor()
  expect(await sidebar(page).getByRole('link', { name: /Dead/ }).isVisible()).toBe(false)
})

test('on a narrow screen no servers stand beside the page, and none is asked for', async () => {
  const asked: string[] = []
  const page = await on.visit('/login', { viewport: { width: 360, height: 740 } })
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto('/audit', { waitUntil: 'networkidle' })
  expect(asked).not.toContain('/sidebar')
})

test('the palette leads to any page of any server by keyboard alone', async () => {
  const page = await on.visit('/audit')
  await page.keyboard.press('Control+k')
  await palette(page).getByRole('option', { name: 'Shop Server' }).waitFor()
  await page.keyboard.type('shop rest')
  const first = palette(page).getByRole('option').first()
  expect(await first.textContent()).toContain('Shop: Restore a dump')
  expect(await first.getAttribute('aria-selected')).toBe('true')
  const input = palette(page).getByRole('combobox')
  expect(await input.getAttribute('aria-activedescendant')).toBe(await first.getAttribute('id'))
  await screenshot(page, 'palette')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: /Restore/ }).waitFor()
})

test('the palette forgives letters left out, and says when nothing matches', async () => {
  const page = await on.visit('/servers')
  await page.getByRole('button', { name: /Go to/ }).click()
  await palette(page).getByRole('option').first().waitFor()
  await page.keyboard.type('adtlg')
  await palette(page).getByRole('option', { name: 'Audit log' }).waitFor()
  await page.keyboard.type('zzz')
  await palette(page).getByText('Nothing matches.').waitFor()
  await page.keyboard.press('Escape')
  await palette(page).waitFor({ state: 'hidden' })
  expect(await focused(page)).toContain('Go to')
})

test('the palette runs a backup, and deleting only leads to the page that asks', async () => {
  const page = await on.visit('/servers')
  await page.keyboard.press('Control+k')
  await palette(page).getByRole('option').first().waitFor()
  await page.keyboard.type('shop run backup')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/jobs/*')
  await sandbox.idle()
  await page.keyboard.press('Control+k')
  await palette(page).getByRole('option').first().waitFor()
  await page.keyboard.type('dead delete')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: /Delete Dead/ }).waitFor()
})

test('a second Enter in the palette runs no second backup', async () => {
  const page = await on.visit('/servers')
  const runs = await hold(page, '**/runs')
  const sent = sentFrom(page)
  await page.keyboard.press('Control+k')
  await palette(page).getByRole('option').first().waitFor()
  await page.keyboard.type('shop run backup')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect.poll(() => runs.asked.length).toBeGreaterThan(0)
  expect(sent).toHaveLength(1)
  await runs.release()
  await page.waitForURL('**/jobs/*')
  await sandbox.idle()
})

test('the palette takes no Enter that was held down since before, and acts on nothing unasked', async () => {
  const page = await on.visit(`/servers/${serverId}/jobs`)
  await page.getByRole('button', { name: /Go to/ }).focus()
  await page.keyboard.down('Enter')
  const first = palette(page).getByRole('option').first()
  await first.waitFor()
  await page.keyboard.down('Enter')
  expect(await first.textContent()).toBe('Shop: BackupsPage')
  await palette(page).getByRole('option', { name: 'Shop: Run backup Action' }).waitFor()
  await page.keyboard.up('Enter')
  expect(page.url()).toContain('/jobs')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/backups')
})

test('single keys lead about, and ? lists them', async () => {
  const page = await on.visit('/account')
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  await screenshot(page, 'shortcuts')
  await page.keyboard.press('Escape')
  await page.keyboard.type('gl')
  await page.waitForURL('**/audit') // and until its script listens for keys
  await page.keyboard.type('gs')
  await page.waitForURL('**/servers')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  expect(await page.evaluate('document.activeElement.closest("tr").rowIndex')).toBe(2)
  await page.keyboard.press('k')
  expect(await page.evaluate('document.activeElement.closest("tr").rowIndex')).toBe(1)
})

test('what a menu opened gives the focus back to what opened the menu', async () => {
  const page = await on.visit('/account')
  const person = page.getByRole('button', { name: 'ann admin' })
  await person.press('Enter')
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).first().press('Enter')
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor({ state: 'hidden' })
  expect(await person.evaluate((button) => button.matches(':focus'))).toBe(true)
})

test('j and k step over rows that lead nowhere', async () => {
  const page = await on.visit('/servers')
  const bare = page.locator('tbody tr').nth(1)
  await bare.evaluate((row) => row.replaceChildren('no link, as for what was deleted since'))
  const rowIndex = () => page.evaluate('document.activeElement.closest("tr")?.rowIndex')
  await page.keyboard.type('jj')
  expect(await rowIndex()).toBe(3)
  await page.keyboard.press('k')
  expect(await rowIndex()).toBe(1)
})

test('keys that are typed into a field are letters, and Esc leaves it', async () => {
  const page = await on.visit('/servers')
  await page.keyboard.press('/')
  await page.keyboard.type('gs?j')
  expect(await page.getByRole('searchbox').inputValue()).toBe('gs?j')
  await page.keyboard.press('Escape')
  expect(await page.evaluate('document.activeElement.tagName')).toBe('BODY')
})

test('r asks before it runs a backup', async () => {
  const page = await on.visit(`/servers/${serverId}/jobs`)
  await page.keyboard.press('r')
  const question = page.getByRole('dialog', { name: 'Run a backup now?' })
  await question.getByRole('button', { name: 'Cancel' }).click()
  await question.waitFor({ state: 'hidden' })
  await page.keyboard.press('r')
  await question.waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/jobs/*')
  await sandbox.idle()
})

test('single keys can be switched off; Ctrl K stays', async () => {
  const page = await on.visit('/audit')
  await page.keyboard.press('?')
  await page.getByLabel('Single-key shortcuts').uncheck()
  await page.keyboard.press('Escape')
  await page.reload()
  await page.keyboard.press('?')
  await page.keyboard.press('Control+k')
  await palette(page).waitFor()
  expect(await page.locator('dialog[open]').count()).toBe(1)
})

test('without script there is no button that does nothing', async () => {
  const page = await on.visit('/servers', { javaScriptEnabled: false })
  expect(await page.getByRole('button', { name: /Go to/ }).count()).toBe(0)
  await page.getByRole('button', { name: 'ann admin' }).click()
  await page.getByRole('link', { name: 'Your account' }).click()
  await page.getByRole('heading', { name: 'Your account' }).waitFor()
})
