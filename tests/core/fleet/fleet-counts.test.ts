import { expect, test } from 'vitest'
import { fleetCounts } from '../../../src/core/fleet/fleet-counts.ts'
import { fleetServer } from '../../../src/core/fleet/fleet-server.ts'
import { watchOf } from '../../../src/core/fleet/watch.ts'
import { aRecord, minutesAgo, noon } from './builders.ts'

test('a fleet is counted by its servers and by their databases', () => {
  const databases = { safe: 1, late: 1, failing: 1, unknown: 0 }
  const fleet = [
    aRecord(),
    aRecord({ databases }, { state: 'failing', activeJobs: 2, physicalBytes: 500 }),
    aRecord({ isEnabled: false }),
    aRecord({}, null),
  ].map((record) => fleetServer(record, noon))
  expect(fleetCounts(fleet, noon)).toMatchObject({
    servers: { ok: 1, failing: 1, paused: 1, unknown: 1, late: 0 },
    databases: { safe: 3, late: 1, failing: 1, unknown: 2 },
    activeJobs: 2,
    physicalBytes: 2500,
    polledAt: minutesAgo(1),
  })
})

test('the next run is the soonest of those still ahead, of servers that are watched', () => {
  const at = (minutes: number) => ({ nextRunAt: minutesAgo(-minutes) })
  const fleet = [
    aRecord({ name: 'Past' }, at(-5)),
    aRecord({ name: 'Paused', isEnabled: false }, at(1)),
    aRecord({ name: 'Later' }, at(60)),
    aRecord({ name: 'Soon' }, at(30)),
  ].map((record) => fleetServer(record, noon))
  expect(fleetCounts(fleet, noon).next?.server.name).toBe('Soon')
  expect(fleetCounts([], noon)).toMatchObject({ next: null, polledAt: null })
})

test('nobody watches when no instance was alive of late', () => {
  const watch = (beat: number | null, polled: number | null) =>
    watchOf(
      {
        beatAt: beat === null ? null : minutesAgo(beat),
        polledAt: polled === null ? null : minutesAgo(polled),
      },
      noon,
    )
  expect(watch(1, null)).toBe('on')
  expect(watch(3, 3)).toBe('silent')
  expect(watch(null, 3)).toBe('silent')
  expect(watch(null, null)).toBe('never')
})
