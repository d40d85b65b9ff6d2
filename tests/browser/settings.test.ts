import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { stage } from '../support/stage.ts'

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
