import { expect, test } from 'vitest'
import { fleetServer } from '../../../src/core/fleet/fleet-server.ts'
import { aRecord, minutesAgo, noon } from './builders.ts'

test('what was found a moment ago stands', () => {
  const shop = fleetServer(aRecord({}, { state: 'late', evidence: ['Two days old'] }), noon)
  expect(shop).toMatchObject({ state: 'late', reason: 'Two days old', since: minutesAgo(3000) })
  expect(shop.databases.safe).toBe(2)
})

test('a server that is well needs no reason', () => {
  expect(fleetServer(aRecord(), noon)).toMatchObject({ state: 'ok', reason: '' })
})

test('nothing old is green: a state that nobody renews becomes unknown, and so do its databases', () => {
  const old = fleetServer(aRecord({}, { polledAt: minutesAgo(120), readAt: minutesAgo(120) }), noon)
  expect(old).toMatchObject({
    state: 'unknown',
    reason: 'Not looked at for 2 hours',
    since: minutesAgo(120),
    databases: { safe: 0, unknown: 2 },
  })
})

test('databases are unknown while the dumps of an answering server cannot be read', () => {
  const refused = aRecord({}, { state: 'refused', readAt: minutesAgo(90) })
  expect(fleetServer(refused, noon).databases).toMatchObject({ safe: 0, unknown: 2 })
  const never = aRecord({}, { readAt: null })
  expect(fleetServer(never, noon).databases).toMatchObject({ safe: 0, unknown: 2 })
})

test('jobs are at work as long as the server can be read, and not for ever', () => {
  expect(fleetServer(aRecord({}, { activeJobs: 2 }), noon).activeJobs).toBe(2)
  const silent = aRecord({}, { state: 'unreachable', activeJobs: 2, readAt: minutesAgo(90) })
  expect(fleetServer(silent, noon).activeJobs).toBe(0)
  expect(fleetServer(aRecord({ isEnabled: false }, { activeJobs: 2 }), noon).activeJobs).toBe(0)
})

test('a server that was never polled is unknown, a paused one is paused and counts no database', () => {
  expect(fleetServer(aRecord({}, null), noon)).toMatchObject({ state: 'unknown', since: null })
  const paused = fleetServer(aRecord({ isEnabled: false }), noon)
  expect(paused.state).toBe('paused')
  expect(Object.values(paused.databases)).toEqual([0, 0, 0, 0])
})
