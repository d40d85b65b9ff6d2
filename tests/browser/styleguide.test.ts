import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { screenshot } from '../support/browser.ts'
import { stage } from '../support/stage.ts'

const on = stage({ isDevelopment: true })

/** One computed property of each element that a selector finds. */
function styles(page: Page, selector: string, property: string): Promise<string[]> {
  return page.evaluate(
    `[...document.querySelectorAll('${selector}')].map((each) => getComputedStyle(each)['${property}'])`,
  )
}

test.each(['light', 'dark'] as const)(
  'every component is accessible, %s',
  { timeout: 90_000 },
  async (colorScheme) => {
    const page = await on.visit('/styleguide', { colorScheme })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    await screenshot(page, `styleguide-${colorScheme}`)
  },
)

test('every token is to be seen on its specimen', async () => {
  const page = await on.visit('/styleguide')
  const colours = await styles(page, '.token-sample.is-colour', 'backgroundColor')
  expect(colours.length).toBeGreaterThan(20)
  expect(colours.filter((colour) => colour === 'rgba(0, 0, 0, 0)')).toEqual([])
})

test('colours that people or systems force leave every badge its outline and its icon', async () => {
  const page = await on.visit('/styleguide', { forcedColors: 'active' })
  const borders = await styles(page, '.badge', 'borderTopStyle')
  expect(new Set(borders)).toEqual(new Set(['solid']))
  await screenshot(page, 'styleguide-forced-colours')
})

test('nothing moves for people who asked for that', async () => {
  const page = await on.visit('/styleguide', { reducedMotion: 'reduce' })
  const durations = await styles(page, '*', 'transitionDuration')
  expect(new Set(durations)).toEqual(new Set(['0s']))
  const clipped = await page.evaluate(`(() => {
    const link = document.querySelector('.skip-link')
    link.focus()
    return getComputedStyle(link).clipPath
  })()`)
  expect(clipped).toBe('none')
})
