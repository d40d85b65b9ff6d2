import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { placeFile } from '../support/dump-files.ts'
import { stage } from '../support/stage.ts'
import { hold } from './holding.ts'
import { forget } from './leaving.ts'

const on = stage()
const dayMs = 86_400_000

let shops = 0
async function settingsPage(env: Record<string, string> = {}) {
  shops += 1
  const { server, sandbox } = await on.panel.aSandbox({ name: `Form shop ${shops}` }, { env })
  const page = await on.visit(`/servers/${server.id}/settings`)
  return { page, server, sandbox }
}

const numberField = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })

describe('a field that is left', () => {
  test('says what is wrong with it in the server’s words, until it is mended', async () => {
    const page = await on.visit('/servers/new')
    const url = page.getByLabel('Base URL')
    await page.getByLabel('Name', { exact: true }).fill('New')
    await url.fill('ftp://x')
    await url.blur()
    const error = page.locator('#f-baseUrl-error')
    await error.waitFor()
    expect(await error.textContent()).toBe('Start the URL with http:// or https://.')
    expect(await url.getAttribute('aria-invalid')).toBe('true')
    expect(await url.getAttribute('aria-describedby')).toContain('f-baseUrl-error')
    expect(await page.locator('#f-token-error').count()).toBe(0)
    await url.fill('http://10.0.0.5:8080')
    await url.blur()
    await error.waitFor({ state: 'detached' })
    expect(await url.getAttribute('aria-invalid')).toBeNull()
    await forget(page)
  })

  test('hears no answer that a later one has overtaken', async () => {
    const page = await on.visit('/servers/new')
    const url = page.getByLabel('Base URL')
    const checks = await hold(page, '**/servers/new/check')
    for (const [place, text] of ['ftp://x', 'http://10.0.0.5:8080'].entries()) {
      await url.fill(text)
      await url.blur()
      await expect.poll(() => checks.asked.length).toBe(place + 1)
    }
    for (const place of [1, 0]) {
      const answered = page.waitForResponse('**/servers/new/check')
      await checks.release(place)
      await (await answered).finished()
    }
    await page.evaluate('new Promise((heard) => setTimeout(heard))')
    expect(await page.locator('#f-baseUrl-error').count()).toBe(0)
    await forget(page)
  })

  test('opens the folded token when the address of a server changes', async () => {
    const server = await on.panel.aServer({ name: 'Moves', baseUrl: 'http://127.0.0.1:1' })
    const page = await on.visit(`/servers/${server.id}/edit`)
    await page.getByLabel('Base URL').fill('http://127.0.0.1:2')
    await page.getByRole('button', { name: 'Save changes' }).click()
    await page.getByRole('alert').getByText('enter the token again').waitFor()
    expect(await page.getByLabel('Token').isVisible()).toBe(true)
    await forget(page)
  })
})

test('a form with a mistake is not sent, and keeps even the token that was typed', async () => {
  const page = await on.visit('/servers/new')
  await page.getByLabel('Name', { exact: true }).fill('Kept')
  await page.getByLabel('Base URL').fill('nonsense')
  await page.getByLabel('Token').fill('typed-once')
  await page.getByRole('button', { name: 'Add server' }).click()
  const summary = page.getByRole('alert')
  await summary.getByRole('link', { name: /Start the URL/ }).click()
  expect(await page.getByLabel('Base URL').evaluate(isFocused)).toBe(true)
  expect(await page.getByLabel('Token').inputValue()).toBe('typed-once')
  await page.getByLabel('Base URL').fill('http://127.0.0.1:1')
  await page.getByRole('button', { name: 'Add server' }).click()
  await page.getByText('Kept was added').waitFor()
})

describe('the schedule', () => {
  test('is told in words and by its next runs while its fields or its text change', async () => {
    const { page } = await settingsPage({ SCHEDULE: '@daily' })
    const raw = page.getByLabel('Schedule', { exact: true })
    await page.getByLabel('Hour').fill('3')
    expect(await raw.inputValue()).toBe('0 3 * * *')
    await page.getByText('At 03:00').waitFor()
    await raw.fill('30 4 * * 1-5')
    await expectValue(page, 'Weekday', '1-5')
    expect(await page.getByLabel('Minute').inputValue()).toBe('30')
    await page.getByText(/^Next run/).click()
    expect(await page.locator('.next-runs li').count()).toBe(5)
    expect(await page.locator('.next-runs time').first().textContent()).toMatch(/UTC/)
    await page.getByLabel('Usual schedules').selectOption('@hourly')
    expect(await raw.inputValue()).toBe('@hourly')
    await expectValue(page, 'Hour', '*')
    await forget(page)
  })

  test('without fields has none to fill in', async () => {
    const { page } = await settingsPage({ SCHEDULE: '@every 2h' })
    expect(await page.getByLabel('Hour').isDisabled()).toBe(true)
  })
})

test('a slider and its number move together, and the files that would go are shown', async () => {
  const { page, sandbox } = await settingsPage({ BACKUP_KEEP_DAYS: '7' })
  const at = new Date(Date.now() - 5 * dayMs)
  await placeFile(sandbox.backupDir, 'shop-20261101.sql.gz', { slot: 'daily', at })
  const slider = page.getByRole('slider', { name: 'Keep in “daily”' })
  await slider.fill('2')
  expect(await numberField(page, 'Keep in “daily”').inputValue()).toBe('2')
  await page.getByText('The next successful backup would delete 1 file').waitFor()
  await numberField(page, 'Keep in “daily”').fill('9')
  expect(await slider.inputValue()).toBe('9')
  await page.getByText('No file would be deleted because of it.').waitFor()
  await forget(page)
})

test('a switch and a secret are changed, previewed above the form and applied at once', async () => {
  const { page, sandbox } = await settingsPage({ POSTGRES_DB_AUTODISCOVER: 'FALSE' })
  await page.getByRole('switch', { name: 'Discover databases' }).check()
  await page.getByText('Set Bot token', { exact: true }).click()
  await page.getByLabel('Bot token').fill('12345:typed-once')
  await page.getByRole('button', { name: 'Preview changes' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('row').filter({ hasText: 'POSTGRES_DB_AUTODISCOVER' }).waitFor()
  expect(await dialog.locator('input').count()).toBe(0)
  await dialog.getByRole('button', { name: 'Back to editing' }).click()
  expect(await page.getByLabel('Bot token').inputValue()).toBe('12345:typed-once')
  await page.getByRole('button', { name: 'Preview changes' }).click()
  await dialog.getByRole('button', { name: 'Apply' }).click()
  await page.getByText(/^Saved: .*TELEGRAM_BOT_TOKEN/).waitFor()
  const { config } = (await (await sandbox.call('GET', '/config')).json()) as {
    config: Record<string, { value?: string; set?: boolean }>
  }
  expect(config['POSTGRES_DB_AUTODISCOVER']?.value).toBe('TRUE')
  expect(config['TELEGRAM_BOT_TOKEN']?.set).toBe(true)
})

test('what is typed is not lost by leaving unasked', async () => {
  const { page } = await settingsPage()
  await numberField(page, 'Keep in “daily”').fill('3')
  const asked = page.waitForEvent('dialog')
  const leaving = page.reload().catch(() => undefined)
  const question = await asked
  expect(question.type()).toBe('beforeunload')
  await question.accept()
  await leaving
})

test('times are drawn in the browser’s zone from the second page on, without script too', async () => {
  const page = await on.visit('/account', { timezoneId: 'Asia/Tokyo', locale: 'de-DE' })
  const time = page.locator('dd time').first()
  expect(await time.textContent()).toContain('GMT+9')
  await page.reload()
  expect(await page.content()).toContain('GMT+9')
  const cookies = await page.context().cookies()
  expect(cookies.find(({ name }) => name === 'backupgram-admin-zone')?.value).toBe('Asia/Tokyo')
})

test('times follow the zone that the person chose, on the page and in scripts', async () => {
  const page = await on.visit('/account', { person: 'otto', timezoneId: 'Asia/Tokyo' })
  await page.getByLabel('Time zone').selectOption('America/New_York')
  await page.getByLabel('Dates and numbers as in').selectOption('en-US')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('now read as you chose').waitFor()
  expect(await page.locator('dd time').first().textContent()).toMatch(/E[SD]T$/)
})

async function expectValue(page: Page, label: string, value: string): Promise<void> {
  await expect.poll(() => page.getByLabel(label).inputValue()).toBe(value)
}

const isFocused = (element: unknown) =>
  element ===
  (globalThis as unknown as { document: { activeElement: unknown } }).document.activeElement
