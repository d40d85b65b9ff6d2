import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { placeDump } from '../support/dump-files.ts'
import { stage } from '../support/stage.ts'

const on = stage()
let at: (rest?: string) => string

beforeAll(async () => {
  const { server, sandbox } = await on.panel.aSandbox({ name: 'Shop', tags: ['production'] })
  await placeDump(sandbox.backupDir, { last: 'shop-20261120-215606.sql.gz' })
  at = (rest = '') => `/servers/${server.id}${rest}`
})

async function settled(page: Page): Promise<void> {
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
}

describe('what opens over a page is accessible in both themes', () => {
  const openings: Record<string, (page: Page) => Promise<void>> = {
    'the palette': async (page) => {
      await page.keyboard.press('Control+k')
      await page.locator('.palette-option').first().waitFor()
    },
    'the palette without a match': async (page) => {
      await page.keyboard.press('Control+k')
      await page.locator('.palette-option').first().waitFor()
      await page.keyboard.type('zzzz')
      await page.getByText('Nothing matches.').waitFor()
    },
    'the list of shortcuts': (page) => page.keyboard.press('?'),
    'the question before a run': (page) => page.keyboard.press('r'),
    'the menu of a person': (page) => page.getByRole('button', { name: 'ann admin' }).click(),
  }

  test.each(Object.entries(openings))('%s', async (_, open) => {
    const page = await on.visit(at('/backups'))
    await settled(page)
    await open(page)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      const opened = new AxeBuilder({ page }).include(':is(dialog[open], .menu:popover-open)')
      const { violations } = await opened.analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    }
  })
})

test.each([
  ['/servers', () => '/servers'],
  ['a dashboard', () => at()],
  ['the dumps', () => at('/backups')],
  ['the settings', () => at('/settings')],
  ['an account', () => '/account'],
])('%s reads without sideways scrolling at 200 % zoom', async (_, path) => {
  // A screen of 1280 by 1024 shows half as many CSS pixels each way at 200 %.
  const page = await on.visit(path(), {
    viewport: { width: 640, height: 512 },
    deviceScaleFactor: 2,
  })
  await settled(page)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(640)
})

test('the first stop leads past the navigation to the content', async () => {
  const page = await on.visit('/servers')
  await page.keyboard.press('Tab')
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to content')
  expect(await page.evaluate('getComputedStyle(document.activeElement).clipPath')).toBe('none')
  await page.keyboard.press('Enter')
  expect(await page.evaluate('document.activeElement.id')).toBe('main')
})

test('wherever the keyboard stands can be seen, and the order is that of the page', async () => {
  const page = await on.visit(at('/backups'))
  await settled(page)
  const stops: { tag: string; isOutlined: boolean; isInMain: boolean }[] = []
  for (let stop = 0; stop < 40; stop += 1) {
    await page.keyboard.press('Tab')
    const found = await page.evaluate(`(() => {
      const { activeElement: element } = document
      if (element === document.body) return null
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      return {
        tag: element.outerHTML.slice(0, 120),
        isOutlined: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
        isInMain: Boolean(element.closest('main')),
      }
    })()`)
    if (found === null) break
    stops.push(found as (typeof stops)[number])
  }
  expect(stops.length).toBeGreaterThan(12)
  expect(stops.filter(({ isOutlined }) => !isOutlined)).toEqual([])
  const first = stops.findIndex(({ isInMain }) => isInMain)
  expect(stops.slice(first).filter(({ isInMain }) => !isInMain)).toEqual([])
})

test('every page says in its title what it is and of which server', async () => {
  const page = await on.visit('/servers')
  const titles: Record<string, string> = {
    '/servers': 'Servers · backupgram-admin',
    [at()]: 'Dashboard · Shop · backupgram-admin',
    [at('/backups')]: 'Backups · Shop · backupgram-admin',
    [at('/jobs')]: 'Jobs · Shop · backupgram-admin',
    [at('/settings')]: 'Settings · Shop · backupgram-admin',
    [at('/probe')]: 'Connection check · Shop · backupgram-admin',
    '/audit': 'Audit log · backupgram-admin',
    '/account': 'Your account · backupgram-admin',
  }
  for (const [path, title] of Object.entries(titles)) {
    await page.goto(path)
    expect(await page.title()).toBe(title)
  }
})
