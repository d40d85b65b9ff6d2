import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { aPanel } from '../support/panel.ts'
import { stage } from '../support/stage.ts'
import { aFleet, everyPage, type Fleet } from './every-page.ts'

// axe reads whole pages, and each page is read twice.
vi.setConfig({ testTimeout: 90_000 })

const on = stage()
let fleet: Fleet
beforeAll(async () => {
  fleet = await aFleet(on.panel)
})

test.each(Object.entries(everyPage))('%s is accessible and fits', async (_, comeTo) => {
  const page = await on.visit('/account', { expected: [/404|422/] })
  await expectFineInEachLook(page, () => comeTo(page, fleet))
})

test('the pages in front of the door are accessible and fit', async () => {
  await using empty = await aPanel({ isEmpty: true })
  const page = await on.open()
  await expectFineInEachLook(page, () => page.goto(empty.origin))
  await expectFineInEachLook(page, () => page.goto('/login'))
})

const looks = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 360 },
] as const

async function expectFineInEachLook(page: Page, comeTo: () => Promise<unknown>) {
  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme })
    // Tall, so that nothing that stays in view lies over what is looked at.
    await page.setViewportSize({ width, height: 3000 })
    await comeTo()
    await expectFine(page)
  }
  for (const width of [768, 1024]) {
    await page.setViewportSize({ width, height: 800 })
    await expectToFit(page)
  }
}

/** WCAG 2.2 AA and axe's good practices; the smallest size of targets is not asked for by itself. */
async function expectFine(page: Page): Promise<void> {
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
  const rules = { 'target-size': { enabled: true } }
  const { violations } = await new AxeBuilder({ page }).options({ rules }).analyze()
  const told = violations.flatMap(({ nodes }) =>
    nodes.map(({ html, failureSummary }) => `${html}: ${failureSummary}`),
  )
  expect(told).toEqual([])
  await expectToFit(page)
}

async function expectToFit(page: Page): Promise<void> {
  const overhangs = `['html', 'main'].map((name) => {
    const { scrollWidth, clientWidth } = document.querySelector(name)
    return scrollWidth - clientWidth
  })`
  const [ofPage = 0, ofMain = 0] = await page.evaluate<number[]>(overhangs)
  expect(ofPage).toBe(0)
  expect(ofMain).toBeLessThanOrEqual(1) // columns have fractions of a pixel
}
