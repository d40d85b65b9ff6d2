import type { Page, Request, Route } from 'playwright-core'

export interface Held {
  /** What has been asked so far, in order. */
  asked: Request[]
  /** Lets one of those that still wait go on its way, counted from the oldest. */
  release(place?: number): Promise<void>
}

/** Keeps requests to an address waiting, as a slow panel does. */
export async function hold(page: Page, address: string | RegExp): Promise<Held> {
  const asked: Request[] = []
  const waiting: Route[] = []
  await page.route(address, (route) => {
    asked.push(route.request())
    waiting.push(route)
  })
  return { asked, release: async (place = 0) => waiting.splice(place, 1)[0]?.continue() }
}
