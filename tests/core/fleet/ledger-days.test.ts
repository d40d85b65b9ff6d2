import { expect, test } from 'vitest'
import { type DayTally, ledgerDays, recalled } from '../../../src/core/fleet/ledger-days.ts'

function statesOf(tallies: DayTally[], count = 4): string[] {
  return ledgerDays(tallies, 100, count).map(({ state }) => state)
}

const run = (
  day: number,
  verdict: DayTally['verdict'],
  punctuality: DayTally['punctuality'] = 'on-time',
): DayTally => ({ day, verdict, punctuality, runs: 1 })

test('a day is what became of its runs', () => {
  expect(statesOf([run(97, 'verified'), run(98, 'failed'), run(99, 'partial')])).toEqual([
    'verified',
    'failed',
    'partial',
    'pending',
  ])
  expect(statesOf([run(100, 'running'), run(99, null, 'missed'), run(98, 'lost')])).toEqual([
    'unknown',
    'unproven',
    'missing',
    'running',
  ])
})

test('a day with something good and something bad is neither', () => {
  expect(statesOf([run(100, 'verified'), run(100, 'failed')], 1)).toEqual(['partial'])
  expect(statesOf([run(100, 'verified'), run(100, null, 'missed')], 1)).toEqual(['partial'])
  expect(statesOf([run(100, 'verified'), run(100, null, 'due')], 1)).toEqual(['verified'])
})

test('of days before the first run nothing is known, and after it none was due', () => {
  expect(statesOf([run(98, 'verified')])).toEqual(['unknown', 'verified', 'none', 'pending'])
  expect(statesOf([])).toEqual(['unknown', 'unknown', 'unknown', 'unknown'])
})

test('a time that nobody watched is not known', () => {
  expect(statesOf([run(100, null, 'not-watched')], 1)).toEqual(['unknown'])
})

test('where no dump is left of any database, the ledger has all that is known', () => {
  const ledger = ledgerDays([run(99, 'verified')], 100, 2)
  expect(recalled([], ledger)).toEqual([
    { day: 99, state: 'verified', dumps: [], runs: [] },
    { day: 100, state: 'pending', dumps: [], runs: [] },
  ])
})

test('the ledger knows days whose dumps are gone, and changes nothing of the others', () => {
  const day = (day: number, state: 'unknown' | 'missing') => ({ day, state, dumps: [], runs: [] })
  const days = [day(98, 'unknown'), day(99, 'unknown'), day(100, 'missing')]
  const ledger = ledgerDays([run(99, 'verified'), run(100, 'verified')], 100, 2)
  expect(recalled(days, ledger).map(({ state }) => state)).toEqual([
    'unknown',
    'verified',
    'missing',
  ])
})
