import { expect, test } from 'vitest'
import { password } from '../support/panel.ts'
import { stage } from '../support/stage.ts'
import { leaveUnasked, sentFrom } from './leaving.ts'

const on = stage({ isEmpty: true })

test('the first administrator hears of each mistake before anything is sent', async () => {
  const page = await on.open()
  await page.goto('/setup')
  const sent = sentFrom(page)
  await page.getByLabel('Username').fill('two words')
  await page.getByLabel('Username').blur()
  await page.getByText('A username has no spaces.').first().waitFor()
  await page.getByLabel('Password').fill('short')
  await page.getByRole('button', { name: 'Create administrator' }).click()
  const links = page.getByRole('alert').getByRole('link')
  await links.first().waitFor()
  expect(await links.allTextContents()).toEqual([
    'Enter the code from the log.',
    'A username has no spaces.',
    'A password needs at least 12 characters.',
  ])
  expect(sent).toEqual([])
  await page.getByLabel('Setup code').fill((await on.panel.services.setup.openCode()) ?? '')
  await page.getByLabel('Username').fill('root')
  await page.getByLabel('Password').fill(password)
  await leaveUnasked(page, () => page.getByRole('button', { name: 'Create administrator' }).click())
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
})
