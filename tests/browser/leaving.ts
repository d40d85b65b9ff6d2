import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Whether the page asks before it lets go of what was typed. It stays as it is. */
export async function asks(page: Page): Promise<boolean> {
  const answered = page.waitForEvent('dialog').then(async (dialog) => {
    await dialog.dismiss()
    return dialog.type() === 'beforeunload'
  })
  await page.evaluate(`setTimeout(() => location.reload())`)
  return answered
}

/** Goes where an act leads; a question whether to leave fails the test. */
export async function leaveUnasked(page: Page, act: () => Promise<void>): Promise<void> {
  const questions: string[] = []
  page.on('dialog', (dialog) => {
    questions.push(dialog.type())
    void dialog.accept()
  })
  await Promise.all([page.waitForEvent('framenavigated'), act()])
  expect(questions).toEqual([])
}

/** Lets a page with changes end without the question whether to leave. */
export async function forget(page: Page): Promise<void> {
  page.on('dialog', (dialog) => void dialog.accept())
  await page.goto('about:blank')
}

/** What the page sends from now on, other than asking for pages. */
export function sentFrom(page: Page): string[] {
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') sent.push(request.postData() ?? '')
  })
  return sent
}
