import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { onTestFinished } from 'vitest'

/** Below the limit of a whole test, so that a failure names what was waited for. */
const waitLimitMs = 15_000

export interface PageOptions extends BrowserContextOptions {
  /** Problems that the test provokes on purpose, such as the console line of a 404 page. */
  expected?: RegExp[]
}

/**
 * A page in a context of its own, closed with the test. The test fails if the page logs an error
 * or breaks its CSP, throws, loses a request, or asks any host but this one.
 */
export async function newPage(browser: Browser, options: PageOptions = {}): Promise<Page> {
  const { expected = [], ...contextOptions } = options
  const context = await browser.newContext({
    reducedMotion: 'reduce', // a colour on its way is of neither theme
    ...contextOptions,
    acceptDownloads: true,
  })
  context.setDefaultTimeout(waitLimitMs)
  const page = await context.newPage()
  const problems = watch(page)
  onTestFinished(async ({ task }) => {
    const surprises = problems.filter((text) => !expected.some((pattern) => pattern.test(text)))
    if (surprises.length > 0 || task.result?.state === 'fail') await screenshot(page, task.name)
    await context.close()
    if (surprises.length > 0) throw new Error(`The page had problems:\n${surprises.join('\n')}`)
  })
  return page
}

/** Saves what the page shows as tests/output/<name>.png and tells where. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const folder = fileURLToPath(new URL('../output/', import.meta.url))
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${name.replace(/[^\w-]+/g, '-').slice(0, 100)}.png`)
  await page.screenshot({ path, fullPage: true })
  return path
}

/** Collects what a healthy page never does. Chromium logs CSP violations as console errors. */
function watch(page: Page): string[] {
  const problems: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => problems.push(`exception: ${error.message}`))
  page.on('request', (request) => {
    if (!isLocal(request.url())) problems.push(`foreign request: ${request.url()}`)
  })
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? 'unknown'
    if (isLetGo(reason)) return
    problems.push(`request failed: ${request.method()} ${request.url()} ${reason}`)
  })
  return problems
}

/** The page itself let go of the request: a download began, or it moved on. */
function isLetGo(reason: string): boolean {
  return reason === 'net::ERR_ABORTED'
}

function isLocal(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return !protocol.startsWith('http') || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
}
