import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { newPage, type PageOptions } from './browser.ts'
import { launchBrowser } from './launch-browser.ts'
import { aPanel, type PanelOptions, type Person, type TestPanel } from './panel.ts'

export interface Stage {
  readonly panel: TestPanel
  /** A page of nobody yet. */
  open(options?: PageOptions): Promise<Page>
  /** A page of somebody who has signed in before, for tests of what comes after. */
  visit(path: string, options?: PageOptions & { person?: Person }): Promise<Page>
}

/** One browser and one panel for all tests of a file; both end with it. */
export function stage(options: PanelOptions = {}): Stage {
  const kept: { browser?: Browser; panel?: TestPanel } = {}
  beforeAll(async () => {
    kept.browser = await launchBrowser()
    kept.panel = await aPanel(options)
  }, 180_000)
  afterAll(async () => {
    await kept.browser?.close()
    await kept.panel?.[Symbol.asyncDispose]()
  })
  const open = (options: PageOptions = {}) =>
    newPage(present(kept.browser), { baseURL: present(kept.panel).origin, ...options })
  return {
    get panel() {
      return present(kept.panel)
    },
    open,
    async visit(path, { person = 'ann', ...options } = {}) {
      const page = await open(options)
      await takeSession(page, present(kept.panel), person)
      await page.goto(path)
      return page
    },
  }
}

async function takeSession(page: Page, panel: TestPanel, person: Person): Promise<void> {
  const client = await panel.signIn(person)
  for (const pair of client.cookieHeader().split('; ')) {
    const [name = '', value = ''] = pair.split('=')
    await page.context().addCookies([{ name, value, url: panel.origin }])
  }
}

function present<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Error('The stage is set up before the tests, not earlier')
  return thing
}
