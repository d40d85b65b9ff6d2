import { expect, test } from 'vitest'
import {
  type AlertScene,
  alertScene,
  ann,
  aRule,
  lateDatabase,
  later,
  safeDatabase,
  start,
  unreachable,
} from '../../support/alert-scene.ts'

const nightly = { quietHours: { from: 11 * 60, until: 14 * 60 }, zone: 'UTC' }

const worseDatabase = (at: Date) =>
  ({ ...lateDatabase(at), severity: 'critical', title: 'shop gets no good dumps' }) as const

test('in quiet hours nothing is told, and afterwards what is still so', async () => {
  await using scene = await alertScene()
  await scene.ruleIs(nightly)
  const { id } = await scene.aServer({ name: 'Shop' })
  await scene.happens(id, lateDatabase(start, 'shop'), lateDatabase(start, 'crm'))
  await scene.at(start)
  await scene.happens(id, safeDatabase(later(1, 'h'), 'crm'))
  await scene.at(later(1, 'h'))
  await scene.at(later(119, 'min'))
  expect(scene.receiver.requests).toHaveLength(0)
  await scene.at(later(2, 'h'))
  expect(scene.receiver.titles()).toEqual(['Shop: No good dump of shop for 26 hours'])
})

test('what is critical is told in quiet hours if that was chosen', async () => {
  await using scene = await alertScene()
  await scene.ruleIs({ ...nightly, criticalPasses: true })
  const { id } = await scene.aServer()
  await scene.happens(id, unreachable(start))
  await scene.at(start)
  await scene.at(later(5, 'min'))
  expect(scene.receiver.requests).toHaveLength(1)
})

/** Told of as a warning, it becomes critical ten minutes later. */
async function aWarningGrows(scene: AlertScene): Promise<void> {
  const { id } = await scene.aServer({ name: 'Shop' })
  await scene.happens(id, lateDatabase(start))
  await scene.at(start)
  await scene.happens(id, worseDatabase(later(10, 'min')))
  await scene.at(later(10, 'min'))
}

test('what becomes critical in quiet hours, before it was told as a warning, is told then', async () => {
  await using scene = await alertScene()
  await scene.ruleIs({ ...nightly, criticalPasses: true })
  await aWarningGrows(scene)
  expect(scene.receiver.requests).toHaveLength(0)
  await scene.at(later(11, 'min'))
  expect(scene.receiver.titles()).toEqual(['Shop: shop gets no good dumps'])
  await scene.at(later(2, 'h'))
  expect(scene.receiver.requests).toHaveLength(1)
})

test('what becomes critical goes by the rule that speaks first of it', async () => {
  await using scene = await alertScene()
  await scene.ruleIs({ ...nightly, criticalPasses: false })
  const atOnce = { name: 'At once', channelIds: [scene.channel.id], groupWaitMs: 0 }
  await scene.alerts.rules.create(ann, aRule({ ...atOnce, minSeverity: 'critical' }))
  await aWarningGrows(scene)
  expect(scene.receiver.titles()).toEqual(['Shop: shop gets no good dumps'])
})

test('what becomes critical in quiet hours that hold back everything waits for their end', async () => {
  await using scene = await alertScene()
  await scene.ruleIs({ ...nightly, criticalPasses: false })
  await aWarningGrows(scene)
  await scene.at(later(119, 'min'))
  expect(scene.receiver.requests).toHaveLength(0)
  await scene.at(later(2, 'h'))
  expect(scene.receiver.titles()).toEqual(['Shop: shop gets no good dumps'])
})

test('a muted server is silent for its two hours; what is still open then is told', async () => {
  await using scene = await alertScene()
  const server = await scene.aServer({ name: 'Shop' })
  const other = await scene.aServer({ name: 'Other', baseUrl: 'http://elsewhere' })
  await scene.alerts.windows.mute(ann, server, 2, start)
  await scene.happens(server.id, unreachable(later(1, 'min')))
  await scene.happens(other.id, unreachable(later(1, 'min')))
  await scene.at(later(1, 'min'))
  await scene.at(later(10, 'min'))
  expect(scene.receiver.titles()).toEqual(['Other: The server cannot be reached'])
  const { open } = await scene.alerts.overview.problems(later(10, 'min'))
  const muted = open.filter(({ lead }) => lead.mutedUntil !== null)
  expect(muted.map(({ lead }) => lead.server.name)).toEqual(['Shop'])
  await scene.at(later(2, 'h'))
  await scene.at(later(121, 'min'))
  expect(scene.receiver.titles()).toEqual([
    'Other: The server cannot be reached',
    'Shop: The server cannot be reached',
  ])
})

test('a window that is deleted lets go at once of what it held back', async () => {
  await using scene = await alertScene()
  const server = await scene.aServer()
  const window = await scene.alerts.windows.mute(ann, server, 2, start)
  await scene.happens(server.id, lateDatabase(start))
  await scene.at(start)
  await scene.alerts.windows.remove(ann, window, later(9, 'min'))
  await scene.at(later(10, 'min'))
  expect(scene.receiver.requests).toHaveLength(1)
})
