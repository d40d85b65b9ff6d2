import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** How a person works a page. */
export interface Hand {
  /** Follows a link or presses a button. */
  press(target: Locator): Promise<void>
  write(target: Locator, text: string): Promise<void>
}

export const mouse: Hand = {
  press: (target) => target.click(),
  write: (target, text) => target.fill(text),
}

/** Tab, Enter and letters, as long as one sees where one is. */
export const keyboard: Hand = {
  async press(target) {
    await tabTo(target)
    await target.page().keyboard.press('Enter')
  },
  async write(target, text) {
    await tabTo(target)
    await target.page().keyboard.press('ControlOrMeta+A')
    await target.page().keyboard.type(text)
  },
}

const stopsLimit = 120

/** Walks on from wherever the focus is. Every stop on the way must be seen. */
export async function tabTo(target: Locator): Promise<void> {
  await target.waitFor()
  const page = target.page()
  const focused = target.and(page.locator(':focus'))
  for (let stop = 0; stop < stopsLimit; stop += 1) {
    if ((await focused.count()) > 0) return
    await page.keyboard.press('Tab')
    expect(await focusMark(page)).not.toMatch(/none|^0px/)
  }
  throw new Error(`${target} cannot be reached with Tab`)
}

/** The outline of what has the focus; the page's own body and the browser itself have none to show. */
function focusMark(page: Page): Promise<string> {
  return page.evaluate(`(() => {
    const { activeElement, body } = document
    if (activeElement === body) return 'nowhere yet'
    const { outlineWidth, outlineStyle } = getComputedStyle(activeElement)
    return outlineWidth + ' ' + outlineStyle
  })()`)
}
