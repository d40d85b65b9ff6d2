import { expect, test } from 'vitest'
import { stage } from '../support/stage.ts'

const on = stage()

test('states that cannot be asked for again are said to be old, until they can', async () => {
  await on.panel.aServer({ name: 'Asleep', isEnabled: false })
  const page = await on.visit('/account', { expected: [/ERR_FAILED/] })
  await page.clock.install()
  await page.reload()
  const sidebar = (more: string) => page.locator(`[data-sidebar]${more}`)
  await sidebar('').getByRole('link', { name: 'Paused: Asleep' }).waitFor()
  await page.route('**/sidebar*', (route) => route.abort())
  for (let look = 0; look < 4; look += 1) await page.clock.runFor(60_000)
  await sidebar('[data-stale^="Not updated since"]').waitFor()
  await page.unroute('**/sidebar*')
  await page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`)
  await sidebar(':not([data-stale])').waitFor()
  expect(await sidebar('').getByRole('link', { name: 'Paused: Asleep' }).count()).toBe(1)
})
