import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { password } from '../support/panel.ts'
import { stage } from '../support/stage.ts'
import { asks, forget, leaveUnasked, sentFrom } from './leaving.ts'

const on = stage()

/** Somebody who was away for too long. */
const endSession = (page: Page) => page.context().clearCookies()

const summary = (page: Page) =>
  page.getByRole('alert').filter({ hasText: 'You have been signed out' })

async function signInBeside(page: Page): Promise<void> {
  const opened = page.waitForEvent('popup')
  await summary(page).getByRole('link', { name: 'Sign in in another tab' }).click()
  const other = await opened
  await other.getByLabel('Username').fill('ann')
  await other.getByLabel('Password').fill(password)
  await other.getByRole('button', { name: 'Sign in' }).click()
  await other.getByRole('button', { name: 'ann admin' }).waitFor()
  await other.close()
}

async function newServer(): Promise<Page> {
  const page = await on.visit('/servers/new')
  await page.getByLabel('Name', { exact: true }).fill('Kept')
  await page.getByLabel('Base URL').fill('http://127.0.0.1:1')
  await page.getByLabel('Token').fill('typed-once')
  await endSession(page)
  return page
}

test('a form that is sent too late stays, and goes once somebody has signed in beside it', async () => {
  const page = await newServer()
  await page.getByRole('button', { name: 'Add server' }).click()
  await summary(page).waitFor()
  expect(await page.getByLabel('Token').inputValue()).toBe('typed-once')
  expect(await asks(page)).toBe(true)
  await signInBeside(page)
  await page.getByRole('button', { name: 'Add server' }).click()
  await page.getByText('Kept was added').waitFor()
})

test('a test that is asked for too late is answered in place once somebody has signed in', async () => {
  const page = await newServer()
  await page.getByRole('button', { name: 'Test connection' }).click()
  await summary(page).waitFor()
  await signInBeside(page)
  await page.getByRole('button', { name: 'Test connection' }).click()
  await page.getByRole('region', { name: 'Connection test' }).waitFor()
  expect(await summary(page).count()).toBe(0)
  expect(await page.getByLabel('Token').inputValue()).toBe('typed-once')
  await forget(page)
})

test('a form whose rules the page knows itself is not sent too late either', async () => {
  const page = await on.visit('/account')
  await page.getByLabel('Current password').fill(password)
  await page.getByLabel('New password').fill('a fresh and long password')
  const sent = sentFrom(page)
  await endSession(page)
  await page.getByRole('button', { name: 'Change password' }).click()
  await summary(page).waitFor()
  expect(sent).toEqual([])
  expect(await page.getByLabel('New password').inputValue()).toBe('a fresh and long password')
  await forget(page)
})

test('settings that were previewed and are applied too late stay in their form', async () => {
  const { server } = await on.panel.aSandbox({ name: 'Shop' })
  const page = await on.visit(`/servers/${server.id}/settings`)
  await page.getByText('Set Bot token', { exact: true }).click()
  await page.getByLabel('Bot token').fill('12345:typed-once')
  await page.getByRole('button', { name: 'Preview changes' }).click()
  const apply = page.getByRole('dialog').getByRole('button', { name: 'Apply' })
  await apply.waitFor()
  await endSession(page)
  await apply.click()
  await summary(page).waitFor()
  expect(await summary(page).evaluate((told) => told.matches(':focus'))).toBe(true)
  await signInBeside(page)
  await page.getByRole('button', { name: 'Preview changes' }).click()
  await leaveUnasked(page, () => apply.click())
  await page.getByText(/^Saved: .*TELEGRAM_BOT_TOKEN/).waitFor()
})
