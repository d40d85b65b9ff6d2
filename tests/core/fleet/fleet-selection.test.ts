import { expect, test } from 'vitest'
import {
  type FleetQuery,
  selectFleet,
  worstFirst,
} from '../../../src/core/fleet/fleet-selection.ts'
import { fleetServer } from '../../../src/core/fleet/fleet-server.ts'
import { aRecord, minutesAgo, noon } from './builders.ts'

const states = ['ok', 'paused', 'unknown', 'late', 'unreachable', 'refused', 'failing'] as const
const fleet = states.map((state, index) =>
  fleetServer(
    aRecord(
      {
        id: state,
        name: `Server ${index}`,
        tags: index % 2 === 0 ? ['even'] : [],
        isEnabled: state !== 'paused',
      },
      { state, physicalBytes: index },
    ),
    noon,
  ),
)

function namesOf(query: Partial<FleetQuery>): string[] {
  const all = {
    text: '',
    tag: '',
    state: '',
    database: '',
    sort: 'state',
    isTurned: false,
  } as const
  const { servers } = selectFleet(fleet, { ...all, page: 1, perPage: 50, ...query })
  return servers.map(({ id }) => id)
}

test('the worst come first', () => {
  const order = ['failing', 'refused', 'unreachable', 'late', 'unknown', 'ok', 'paused']
  expect(namesOf({})).toEqual(order)
  expect(namesOf({ isTurned: true })).toEqual(order.toReversed())
})

test('of equals the one with more databases in trouble comes first, then the one that is so for longer', () => {
  const failing = (name: string, bad: number, minutes: number) =>
    fleetServer(
      aRecord(
        { name, databases: { safe: 4 - bad, late: 0, failing: bad, unknown: 0 } },
        { state: 'failing', since: minutesAgo(minutes) },
      ),
      noon,
    )
  const fleet = [failing('Young', 1, 10), failing('Old', 1, 500), failing('Worse', 3, 1)]
  expect(worstFirst(fleet).map(({ name }) => name)).toEqual(['Worse', 'Old', 'Young'])
})

test('servers are found by text, tag, state and by what a database of theirs is', () => {
  expect(namesOf({ text: 'SERVER 3' })).toEqual(['late'])
  expect(namesOf({ tag: 'even', state: 'ok' })).toEqual(['ok'])
  expect(namesOf({ state: 'late', tag: 'even' })).toEqual([])
  expect(namesOf({ database: 'late' })).toEqual([])
  expect(namesOf({ database: 'safe' })).not.toContain('paused')
})

test('a list is ordered as asked, and cut into pages', () => {
  expect(namesOf({ sort: 'bytes', isTurned: true })[0]).toBe('failing')
  expect(namesOf({ sort: 'name', perPage: 2, page: 2 })).toEqual(['unknown', 'late'])
  const page = selectFleet(fleet, {
    ...{ text: '', tag: '', state: '', database: '', sort: 'name', isTurned: false },
    ...{ page: 99, perPage: 5 },
  })
  expect(page).toMatchObject({ page: 2, total: 7, tags: ['even'] })
})
