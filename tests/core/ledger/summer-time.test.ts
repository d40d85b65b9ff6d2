import { describe, expect, test } from 'vitest'
import type { LedgerRun } from '../../../src/core/ledger/run.ts'
import { at } from './nights.ts'
import { aWorld, day, hour, look, minute, run, type World, wallOf, watch } from './world.ts'

/** What a run leaves of `last` where that is kept for a day. */
function clearLast(world: World, now: number): void {
  const isOld = ({ slot, modifiedAt }: World['files'][number]) =>
    slot === 'last' && now - modifiedAt.getTime() > day + minute
  world.files = world.files.filter((file) => !isOld(file))
}

test.each([
  ['Europe/Berlin', '30 2 * * *', '2026-03-28T01:30', '2026-03-30T00:30'],
  ['America/Santiago', '@daily', '2026-09-05T04:00', '2026-09-07T03:00'],
])('%s leaves out a run of %s, also where last keeps a day only', (zone, schedule, eve, next) => {
  const world = aWorld({ zone, schedule })
  for (let ago = 5; ago >= 0; ago -= 1) run(world, new Date(at(eve).getTime() - ago * day))
  clearLast(world, at(eve).getTime() + hour)
  watch(world, new Date(at(eve).getTime() + hour), new Date(at(next).getTime() - hour), hour)
  run(world, at(next))
  clearLast(world, at(next).getTime() + hour)
  watch(world, new Date(at(next).getTime() + 10 * minute), new Date(at(next).getTime() + 8 * hour))
  expect(world.memory.runs.filter(({ punctuality }) => punctuality !== 'on-time')).toEqual([])
  expect([...world.memory.openSubjects]).toEqual([])
})

describe.each([
  { zone: 'Europe/Berlin', spring: '2026-03-29', autumn: '2026-10-25' },
  { zone: 'America/New_York', spring: '2026-03-08', autumn: '2026-11-01' },
])('summer time in $zone', ({ zone, spring, autumn }) => {
  /** Runs at this time by the wall clock each day, except where the clock leaves it out. */
  function live(change: string, wallTime: string, skipsChange = false): World {
    const [hours, minutes] = wallTime.split(':')
    const world = aWorld({ zone, schedule: `${Number(minutes)} ${Number(hours)} * * *` })
    const first = Date.parse(`${change}T12:00:00Z`) - 20 * day
    const runs = Array.from({ length: 24 }, (_, index) => first + index * day)
      .map((noon) => momentOf(new Date(noon).toISOString().slice(0, 10), wallTime, zone))
      .filter((start) => !skipsChange || wallOf(start, zone).toISOString().slice(0, 10) !== change)
    const begin = runs[16] ?? new Date(0)
    for (const start of runs) {
      if (start > begin) break
      run(world, start)
    }
    const end = (runs.at(-1) ?? begin).getTime() + 3 * hour
    const coming = runs.filter((start) => start > begin)
    for (let now = begin.getTime() + 4 * hour; now < end; now += 80 * minute) {
      while (coming[0] && coming[0].getTime() <= now - 3 * minute)
        run(world, coming.shift() ?? begin)
      look(world, new Date(now))
    }
    return world
  }

  test.each(['02:30', '03:00', '22:00'])(
    'puts the clock forward and moves no run of %s',
    (wallTime) => {
      const isSkipped = wallTime === '02:30'
      const world = live(spring, wallTime, isSkipped)
      expect(world.memory.runs.map(({ punctuality }) => punctuality)).toEqual(
        world.memory.runs.map(() => 'on-time'),
      )
      expect([...world.memory.openSubjects]).toEqual([])
      const days = expectedDays(world.memory.runs)
      expect(days.includes(spring)).toBe(!isSkipped)
    },
  )

  test.each(['00:30', '03:00', '22:00'])(
    'puts the clock back and moves no run of %s',
    (wallTime) => {
      const world = live(autumn, wallTime)
      expect(world.memory.runs.map(({ punctuality }) => punctuality)).toEqual(
        world.memory.runs.map(() => 'on-time'),
      )
      expect([...world.memory.openSubjects]).toEqual([])
      for (const { startedAt, expectedAt } of world.memory.runs)
        expect(startedAt).toEqual(expectedAt)
    },
  )

  test('is seen in the history of a first look half a year later', () => {
    const world = aWorld({ zone })
    for (const date of [
      '2026-01-05',
      '2026-01-06',
      '2026-07-01',
      '2026-07-02',
      '2026-07-03',
      '2026-07-04',
    ]) {
      run(world, momentOf(date, '03:00', zone))
    }
    look(world, at('2026-07-04T12:00'))
    for (const { startedAt, endedAt, punctuality } of world.memory.runs) {
      expect((endedAt?.getTime() ?? 0) - (startedAt?.getTime() ?? 0)).toBe(90_000)
      expect(punctuality).toBe('on-time')
    }
  })
})

test('an hour that the clock shows twice has two runs on time', () => {
  const world = aWorld({ zone: 'Europe/Berlin', schedule: '0 * * * *' })
  const change = Date.parse('2026-10-25T00:00:00Z') // 02:00 by the clock, and again an hour later
  for (let hours = -40; hours < 0; hours++) run(world, new Date(change + hours * hour))
  look(world, new Date(change - 30 * minute))
  for (let hours = 0; hours < 5; hours++) {
    run(world, new Date(change + hours * hour))
    look(world, new Date(change + hours * hour + 5 * minute))
  }
  const { runs } = world.memory
  expect(runs.every(({ punctuality }) => punctuality === 'on-time' || punctuality === 'due')).toBe(
    true,
  )
  expect(runs.filter(({ startedAt }) => startedAt)).toHaveLength(45)
  expect([...world.memory.openSubjects]).toEqual([])
})

function expectedDays(runs: LedgerRun[]): (string | undefined)[] {
  return runs.map(({ expectedWall }) => expectedWall?.toISOString().slice(0, 10))
}

/** The moment that a clock in this zone shows that time. */
function momentOf(date: string, time: string, zone: string): Date {
  const wall = Date.parse(`${date}T${time}:00Z`)
  const guess = new Date(wall - (wallOf(new Date(wall), zone).getTime() - wall))
  return new Date(guess.getTime() - (wallOf(guess, zone).getTime() - wall))
}
