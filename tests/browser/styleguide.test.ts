import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from 'vitest'
import { screenshot } from '../support/browser.ts'
import { stage } from '../support/stage.ts'

const on = stage({ isDevelopment: true })

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
  const colours = await page.$$eval('.token-sample.is-colour', (samples) =>
    samples.map((sample) => getComputedStyle(sample as never).backgroundColor),
  )
  expect(colours.length).toBeGreaterThan(20)
  expect(colours.filter((colour) => colour === 'rgba(0, 0, 0, 0)')).toEqual([])
})

test('colours that people or systems force leave every badge its outline and its icon', async () => {
  const page = await on.visit('/styleguide', { forcedColors: 'active' })
  const borders = await page.$$eval('.badge', (badges) =>
    badges.map((badge) => getComputedStyle(badge as never).borderTopStyle),
  )
  expect(new Set(borders)).toEqual(new Set(['solid']))
  await screenshot(page, 'styleguide-forced-colours')
})

test('nothing moves for people who asked for that', async () => {
  const page = await on.visit('/styleguide', { reducedMotion: 'reduce' })
  const moving = await page.$$eval(
    '*',
    (elements) =>
      elements
        .map((element) => getComputedStyle(element as never))
        .filter((style) => Number.parseFloat(style.transitionDuration) > 0.001).length,
  )
  expect(moving).toBe(0)
})
