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

/** What each picture shows; `path` is where it is taken. */
const shots: { name: string; path: (scene: Scene) => string; isDark?: boolean }[] = [
  { name: 'servers', path: () => '/servers' },
  { name: 'dashboard', path: ({ serverId }) => `/servers/${serverId}` },
  { name: 'dashboard-dark', path: ({ serverId }) => `/servers/${serverId}`, isDark: true },
  { name: 'backups', path: ({ serverId }) => `/servers/${serverId}/backups` },
  { name: 'job', path: ({ serverId, jobId }) => `/servers/${serverId}/jobs/${jobId}` },
]

await using scene = await openScene()
const browser = await launchBrowser()
try {
  await mkdir(folder, { recursive: true })
  const page = await browser.newPage({
    baseURL: scene.origin,
    viewport: { width: 1280, height: 860 },
    locale: 'en-GB',
    reducedMotion: 'reduce',
    timezoneId: 'Europe/Berlin',
  })
  await signIn(page)
  for (const { name, path, isDark = false } of shots) {
    await page.emulateMedia({ colorScheme: isDark ? 'dark' : 'light' })
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
  await page.getByRole('heading', { name: 'Servers', level: 1 }).waitFor()
}
