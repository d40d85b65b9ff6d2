/**
 * For developers. Takes the pictures of the README anew, from a real panel with sandbox servers:
 *   npx tsx bin/screenshots.ts
 */
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { launchBrowser } from '../tests/support/launch-browser.ts'
import { openScene, password, type Scene, username } from './screenshots/scene.ts'

const folder = fileURLToPath(new URL('../docs/screenshots/', import.meta.url))

interface Shot {
  name: string
  path: (scene: Scene) => string
  height: number
  colorScheme?: 'dark'
}

const dashboard = { path: ({ serverId }: Scene) => `/servers/${serverId}`, height: 1000 }

const shots: Shot[] = [
  { name: 'overview', path: () => '/', height: 880 },
  { name: 'overview-dark', path: () => '/', height: 880, colorScheme: 'dark' },
  { name: 'servers', path: () => '/servers', height: 700 },
  { name: 'dashboard', ...dashboard },
  { name: 'dashboard-dark', ...dashboard, colorScheme: 'dark' },
  { name: 'backups', path: ({ serverId }) => `/servers/${serverId}/backups`, height: 760 },
  // As far as the log: not every machine has letters for its signs.
  { name: 'job', path: ({ serverId, jobId }) => `/servers/${serverId}/jobs/${jobId}`, height: 560 },
]

await using scene = await openScene()
const browser = await launchBrowser()
try {
  await mkdir(folder, { recursive: true })
  const page = await browser.newPage({
    baseURL: scene.origin,
    locale: 'en-GB',
    reducedMotion: 'reduce',
    timezoneId: 'Europe/Berlin',
  })
  await signIn(page)
  await everythingKnown(page)
  for (const { name, path, height, colorScheme = 'light' } of shots) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width: 1280, height })
    await page.goto(path(scene))
    await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
    await page.screenshot({ path: `${folder}${name}.png` })
  }
} finally {
  await browser.close()
}

async function signIn(page: Page): Promise<void> {
  await page.goto('/login')
  await page.getByLabel('Username').fill(username)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
}

/** That a server is out of reach is believed at its second poll, and nothing is known for longer. */
async function everythingKnown(page: Page): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    await page.goto('/')
    if (await page.locator('.badge', { hasText: 'Unreachable' }).count()) return
    await page.waitForTimeout(1000)
  }
  throw new Error('The monitor has not found out in a minute which server is out of reach')
}
