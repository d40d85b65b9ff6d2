import { expect, onTestFinished, test } from 'vitest'
import { aPanel, password } from '../support/panel.ts'
import { stage } from '../support/stage.ts'

const on = stage()

test('the first administrator gets in with the code from the log', async () => {
  const empty = await aPanel({ isEmpty: true })
  onTestFinished(() => empty[Symbol.asyncDispose]()) // after the page, which still asks it things
  const page = await on.open()
  await page.goto(empty.origin)
  await page.getByLabel('Setup code').fill(String(await empty.services.setup.openCode()))
  await page.getByLabel('Username').fill('root')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Create administrator' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await page.getByLabel('Username').fill('root')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'No servers yet' }).waitFor()
})

test('somebody who has to sign in first comes out where they wanted to go', async () => {
  const page = await on.open({ expected: [/422/] })
  await page.goto(`${on.panel.origin}/audit`)
  await page.getByLabel('Username').fill('ann')
  await page.getByLabel('Password').fill('not this one')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').waitFor()
  expect(await page.getByLabel('Username').inputValue()).toBe('ann')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Audit log' }).waitFor()
})

test('after signing out, the Back button shows nothing any more', async () => {
  const page = await on.visit('/account')
  await page.getByRole('button', { name: 'ann admin' }).click()
  await page.getByRole('banner').getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await page.goBack()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
})
