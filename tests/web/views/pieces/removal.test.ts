import { expect, test } from 'vitest'
import { removalView } from '../../../../src/web/views/pieces/removal.ts'
import { aServer, aViewer } from '../../../support/people.ts'
import { renderStrictly } from '../../../support/strict-view.ts'

const ann = aViewer('ann')

test('deleting a server asks for its name and tells the consequences', () => {
  const html = renderStrictly('servers/removal', removalView(aServer(), ann))
  expect(html).toContain('action="/servers/s1/removal"')
  expect(html).toContain('Type “Shop” to confirm')
  expect(html).toContain('dumps stay where they are')
  expect(html).toContain('name="confirmation"')
})

test('a wrong name is shown back with its error', () => {
  const html = renderStrictly(
    'servers/removal',
    removalView(aServer(), ann, 'That is not it.', 'shpo'),
  )
  expect(html).toContain('value="shpo"')
  expect(html).toContain('<a href="#f-confirmation">That is not it.</a>')
})
