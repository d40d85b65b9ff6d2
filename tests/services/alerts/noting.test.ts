import { expect, test } from 'vitest'
import { alertScene, lateDatabase, later, safeDatabase, start } from '../../support/alert-scene.ts'

test('a problem that ends and comes back between two looks is two problems, both told', async () => {
  await using scene = await alertScene()
  const { happens, at, receiver } = scene
  const { id } = await scene.aServer({ name: 'Shop' })
  await happens(id, lateDatabase(start))
  await at(start)
  await at(later(30, 's'))
  await happens(id, safeDatabase(later(40, 's')), lateDatabase(later(50, 's')))
  await at(later(50, 's'))
  await at(later(90, 's'))
  const { open, closed } = await scene.alerts.overview.problems(later(90, 's'))
  expect([open.length, closed.length]).toEqual([1, 1])
  const told = receiver.messages().map(({ severity }) => severity)
  expect(told.toSorted()).toEqual(['resolved', 'warning', 'warning'])
})
