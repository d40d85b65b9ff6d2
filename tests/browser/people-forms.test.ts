import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { paths } from '../../src/web/paths.ts'
import { password } from '../support/panel.ts'
import { stage } from '../support/stage.ts'
import { asks, forget, leaveUnasked, sentFrom } from './leaving.ts'

const on = stage()
const to = paths()
const fresh = 'a fresh and long password'

async function fillAndLeave(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(text)
  await page.getByLabel(label, { exact: true }).blur()
}

describe('a password that is being chosen', () => {
  test('is judged in the page when its field is left, and goes nowhere before its form', async () => {
    onTestFinished(async () => {
      await on.panel.services.accounts.resetPassword(nobody, 'ann', password)
    })
    const page = await on.visit(to.account())
    const sent = sentFrom(page)
    await fillAndLeave(page, 'New password', 'short')
    await page.getByText('A password needs at least 12 characters.').first().waitFor()
    expect(await page.locator('#f-currentPassword-error').count()).toBe(0)
    await fillAndLeave(page, 'New password', fresh)
    await page.locator('#f-newPassword-error').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Change password' }).click()
    const summary = page.getByRole('alert')
    await summary.getByRole('link', { name: /Enter your current password/ }).waitFor()
    expect(await page.getByLabel('New password').inputValue()).toBe(fresh)
    expect(sent).toEqual([])
    await fillAndLeave(page, 'Current password', password)
    await leaveUnasked(page, () => page.getByRole('button', { name: 'Change password' }).click())
    await page.getByText('Your password was changed.').waitFor()
  })

  test('for somebody else is not sent with the question whether the name is free', async () => {
    const page = await on.visit(to.newUser())
    const sent = sentFrom(page)
    await page.getByLabel('Password', { exact: true }).fill(fresh)
    await fillAndLeave(page, 'Username', 'OTTO')
    await page.getByText('There is somebody called OTTO already.').first().waitFor()
    expect(sent.join()).toContain('username=OTTO')
    expect(sent.join()).not.toContain('password')
    await fillAndLeave(page, 'Username', 'gina')
    await page.locator('#f-username-error').waitFor({ state: 'detached' })
    await leaveUnasked(page, () => page.getByRole('button', { name: 'Add person' }).click())
    await page.getByText('gina may now sign in.').waitFor()
  })

  test('is not lost by leaving unasked', async () => {
    const page = await veraWithPassword('short')
    expect(await asks(page)).toBe(true)
    await forget(page)
  })

  test('does not, by what is wrong with it, push away the button that is being pressed', async () => {
    const page = await veraWithPassword('short')
    await page.getByRole('button', { name: 'Reset password' }).hover()
    await page.mouse.down()
    expect(await page.locator('#f-password-error').count()).toBe(0)
    await page.mouse.up()
    await page.getByRole('alert').getByText('at least 12 characters').waitFor()
    await forget(page)
  })
})

async function veraWithPassword(typed: string): Promise<Page> {
  const { user } = (await on.panel.stores.users.findWithPassword('vera')) ?? {}
  const page = await on.visit(to.user(user?.id ?? ''))
  await page.getByLabel('New password').fill(typed)
  return page
}

const nobody = { userId: null, username: 'x', address: null }
