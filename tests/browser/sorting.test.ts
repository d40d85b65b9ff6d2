import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { screenshot } from '../support/browser.ts'
import { stage } from '../support/stage.ts'

const on = stage()

const firstRow = (page: Page) => page.locator('tbody tr').first()
const firstLink = (page: Page, name: string) =>
  firstRow(page).getByRole('link', { name, exact: true })

test('the audit log is sorted by a click on a head, also without script, and stays filtered', async () => {
  await on.panel.anonymous().post('/login', { username: 'otto', password: 'wrong' })
  const page = await on.visit('/audit?action=user.sign-in', { javaScriptEnabled: false })
  await firstRow(page).getByText('Done').waitFor()
  await page.getByRole('link', { name: 'Outcome' }).click()
  await page.getByRole('link', { name: 'Outcome' }).click()
  await firstRow(page).getByText('Refused').waitFor()
  const head = page.getByRole('columnheader', { name: 'Outcome' })
  expect(await head.getAttribute('aria-sort')).toBe('descending')
  await page.getByLabel('Who', { exact: true }).fill('otto')
  await page.getByRole('button', { name: 'Filter' }).click()
  await page.waitForURL('**/audit?q=&who=otto&action=user.sign-in&outcome=&sort=-outcome')
})

test.each(['light', 'dark'] as const)(
  'where rows are cards a line of links sorts them, in the %s',
  async (colorScheme) => {
    for (const name of ['Alpha', 'Omega']) {
      await on.panel.aServer({ name: `${name} ${colorScheme}`, isEnabled: false })
    }
    const viewport = { width: 360, height: 740 }
    const page = await on.visit(`/servers?q=${colorScheme}`, { colorScheme, viewport })
    await firstLink(page, `Alpha ${colorScheme}`).waitFor()
    await page.getByRole('link', { name: /^Name/ }).click()
    await firstLink(page, `Omega ${colorScheme}`).waitFor()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
    await screenshot(page, `sorting-cards-${colorScheme}`)
  },
)
