import { beforeAll, expect, test } from 'vitest'
import { stage } from '../support/stage.ts'
import { aFleet, everyPage, type Fleet } from './every-page.ts'
import { focusFaults, hangingOut, unseenInForcedColours } from './looking.ts'

const on = stage()
let fleet: Fleet
beforeAll(async () => {
  fleet = await aFleet(on.panel)
})

/** A window of 1280 by 800 pixels, at 200 %. */
const zoomed = { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }
/** The same at 400 %: WCAG 1.4.10. */
const zoomedFurther = { width: 320, height: 200 }

test.each(Object.entries(everyPage))(
  '%s: zoomed, by keyboard, and in forced colours',
  async (_, comeTo) => {
    const page = await on.visit('/account', { ...zoomed, expected: [/404|422/] })
    await comeTo(page, fleet)
    await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
    // What a part would be drawn anew from never comes: in the middle of the walk its stops would change.
    await page.route(page.url(), () => {})
    expect(await hangingOut(page)).toEqual([])
    expect(await focusFaults(page)).toEqual([])
    await page.setViewportSize(zoomedFurther)
    expect(await hangingOut(page)).toEqual([])
    await page.emulateMedia({ forcedColors: 'active' })
    expect(await unseenInForcedColours(page)).toEqual([])
  },
)

test('without script no page of settings shows a control that would do nothing', async () => {
  const page = await on.visit(`/servers/${fleet.serverId}/settings`, { javaScriptEnabled: false })
  expect(await page.locator('.is-scripted').count()).toBeGreaterThan(0)
  expect(await page.locator('.is-scripted:visible').count()).toBe(0)
})
