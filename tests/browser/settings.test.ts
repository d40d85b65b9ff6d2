import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { stage } from '../support/stage.ts'
import { hold } from './holding.ts'
import { leaveUnasked } from './leaving.ts'

const on = stage()

/** Saves 9 daily dumps instead of 7, looks, and takes it back. */
async function changeAndReset(page: Page): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Keep in “daily”' })
  await field.fill('9')
  await page.getByRole('button', { name: 'Preview changes' }).click()
  const change = page.getByRole('row').filter({ hasText: 'BACKUP_KEEP_DAYS' })
  await change.waitFor()
  expect(await change.getByRole('cell').allTextContents()).toEqual(['7', '9'])
  await page.getByRole('button', { name: 'Apply' }).click()
  await page.getByText('Saved: BACKUP_KEEP_DAYS.').waitFor()
  expect(await field.inputValue()).toBe('9')
  await page.getByRole('button', { name: 'Reset' }).click()
  await page.getByText('BACKUP_KEEP_DAYS is back').waitFor()
  expect(await field.inputValue()).toBe('7')
}

test.each([
  ['with script', true],
  ['without script', false],
])('a setting is changed, previewed, applied and reset %s', async (how, javaScriptEnabled) => {
  const { server } = await on.panel.aSandbox({ name: `Shop ${how}` })
  const page = await on.visit(`/servers/${server.id}/settings`, { javaScriptEnabled })
  await changeAndReset(page)
})

test('what is changed while the preview is under way is in it', async () => {
  const { server } = await on.panel.aSandbox({ name: 'Slow' })
  const page = await on.visit(`/servers/${server.id}/settings`)
  const previews = await hold(page, '**/settings/preview')
  await page.getByRole('textbox', { name: 'Keep in “daily”' }).fill('9')
  await page.getByRole('button', { name: 'Preview changes' }).click()
  await expect.poll(() => previews.asked.length).toBe(1)
  await page.getByRole('textbox', { name: 'Keep in “weekly”' }).fill('8')
  await previews.release()
  await expect.poll(() => previews.asked.length).toBe(2)
  await previews.release()
  const row = (key: string) => page.getByRole('dialog').getByRole('row').filter({ hasText: key })
  await row('BACKUP_KEEP_WEEKS').waitFor()
  expect(await row('BACKUP_KEEP_DAYS').count()).toBe(1)
  await page.getByRole('button', { name: 'Apply' }).click()
  await page.getByText('Saved: BACKUP_KEEP_DAYS, BACKUP_KEEP_WEEKS.').waitFor()
})

async function withTypedSecret(name: string, javaScriptEnabled: boolean) {
  const { server, sandbox } = await on.panel.aSandbox({ name })
  const page = await on.visit(`/servers/${server.id}/settings`, {
    javaScriptEnabled,
    expected: javaScriptEnabled ? [] : [/status of 422/],
  })
  await page.getByRole('textbox', { name: 'Keep in “daily”' }).fill('5')
  await page.getByText('Set Bot token', { exact: true }).click()
  await page.getByLabel('Bot token').fill('12345:typed-once')
  await sandbox.call('PATCH', '/config', { BACKUP_KEEP_DAYS: '30' })
  await page.getByRole('button', { name: 'Preview changes' }).click()
  await page.getByText('Changed by somebody else meanwhile.').waitFor()
  return { page, sandbox }
}

test('a change by somebody else is told in place, and the page keeps even a typed secret', async () => {
  const { page, sandbox } = await withTypedSecret('Shared', true)
  const token = page.getByLabel('Bot token')
  expect(await token.inputValue()).toBe('12345:typed-once')
  const summary = page.getByRole('alert')
  await summary.getByRole('link', { name: /“daily” was changed by somebody else/ }).waitFor()
  await page.getByRole('button', { name: 'Preview changes' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('row').filter({ hasText: 'TELEGRAM_BOT_TOKEN' }).waitFor()
  await leaveUnasked(page, () => dialog.getByRole('button', { name: 'Apply' }).click())
  await page.getByText(/^Saved: .*TELEGRAM_BOT_TOKEN/).waitFor()
  const reply = await (await sandbox.call('GET', '/config')).text()
  expect(reply).toMatch(/"BACKUP_KEEP_DAYS":\{[^}]*"value":"5"/)
})

test('without script the secret is asked for again, with the reason beside its field', async () => {
  const { page } = await withTypedSecret('Shared without script', false)
  await page.getByRole('alert').getByRole('link', { name: 'Bot token: type it again' }).click()
  await page.getByText('a secret is never sent back to the browser').waitFor()
  expect(await page.getByLabel('Bot token').inputValue()).toBe('')
  expect(await page.getByRole('textbox', { name: 'Keep in “daily”' }).inputValue()).toBe('5')
})
