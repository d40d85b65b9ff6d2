import { expect, test } from 'vitest'
import { pingObstacles } from '../../../src/core/alerts/ping-obstacles.ts'
import { aDatabase, aFleet, aServer, hoursAgo, now } from './fleet-builders.ts'

test('nothing stands in the way of a ping while everything is known to be well', () => {
  expect(pingObstacles(aFleet(), [], now)).toEqual([])
})

test.each([
  ['a monitor that is not at work', { beatAt: hoursAgo(1) }, 'The monitor is not at work.'],
  ['a monitor that never was', { beatAt: null }, 'The monitor is not at work.'],
  ['no server at all', { servers: [] }, 'There is no server that counts.'],
  ['a late server', { servers: [aServer({ state: 'late' })] }, 'Shop is late.'],
  ['one that was never polled', { servers: [aServer({ state: null })] }, 'Shop is unknown.'],
  [
    'one that was well long ago',
    { servers: [aServer({ polledAt: hoursAgo(2) })] },
    'Shop is unknown.',
  ],
  ['a missed run', { servers: [aServer({ isLastRunMissed: true })] }, 'Shop missed its last run.'],
  [
    'a late database',
    { databases: [aDatabase({ state: 'late' })] },
    'Shop: 1 database not safe (orders).',
  ],
  ['no known database', { databases: [] }, 'Shop has no database that is known to be safe.'],
])('%s holds it back', (_, changes, sentence) => {
  expect(pingObstacles(aFleet(changes), [], now)).toEqual([sentence])
})

test('servers that are paused or excepted do not count, nor do databases that nobody expects', () => {
  const servers = [
    aServer(),
    aServer({ id: 's2', isEnabled: false, state: 'paused' }),
    aServer({ id: 's3', tags: ['test'], state: 'failing' }),
  ]
  const databases = [aDatabase(), aDatabase({ name: 'old', state: 'gone', isExpected: false })]
  expect(pingObstacles(aFleet({ servers, databases }), ['test'], now)).toEqual([])
})
