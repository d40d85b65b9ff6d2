import { expect, test } from 'vitest'
import { errorView } from '../../../../src/web/views/frame/errors.ts'
import { renderStrictly } from '../../../support/strict-view.ts'

test.each([403, 404, 409, 422, 429, 500, 502, 504] as const)(
  'a %i page says what happened, what to do, and its number',
  (status) => {
    const view = errorView({ status, requestId: 'r-1' })
    const html = renderStrictly('errors/show', view)
    for (const part of [view.title, view.sentence, view.remedy]) {
      expect(part).not.toBe('')
      expect(html).toContain(part)
    }
    expect(html).toContain('<code>r-1</code>')
  },
)

test('the words of the other side are capped and escaped', () => {
  const view = errorView({ status: 502, requestId: 'r-1', detail: '<b>'.repeat(5000) })
  const html = renderStrictly('errors/show', view)
  expect(html).not.toContain('<b>')
  expect(html.length).toBeLessThan(5000)
})
