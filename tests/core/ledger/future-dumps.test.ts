import { expect, test } from 'vitest'
import { at, problems, watchedWorld } from './nights.ts'
import { aWorld, hour, look, makeDump, minute, run, type World, watch } from './world.ts'

const farAhead = at('2030-01-01T03:00')
const nights = ['2026-11-20T03:00', '2026-11-21T03:00', '2026-11-22T03:00'].map(at)

/** Three nights of runs that break off, each of which leaves a file in `last` alone. */
function threeNights(world: World): string[] {
  return nights.flatMap((start) => {
    makeDump(world, 'shop', start, { slots: ['last'] })
    const after = (hours: number) => new Date(start.getTime() + hours * hour)
    return problems(watch(world, after(1), after(5), 2 * hour))
  })
}

const begunAfter = (world: World, time: Date) => world.memory.runs.filter((each) => each.at > time)

test('a whole dump dated in the future hides neither what breaks off nor what is late', () => {
  const plain = watchedWorld()
  const told = threeNights(plain)
  expect(told).toContain('The last dump of shop is too old')
  const world = watchedWorld()
  makeDump(world, 'shop', farAhead)
  look(world, at('2026-11-19T12:10'))
  expect(threeNights(world)).toEqual(told)
  expect(world.memory.databases).toEqual(plain.memory.databases)
  expect(begunAfter(world, at('2027-01-01T00:00'))).toEqual([])
})

test('a run that was entered as one of the future silences none that comes before it', () => {
  const world = watchedWorld()
  const [last] = world.memory.runs.slice(-1)
  if (!last) throw new Error('there are five')
  const ofFuture = { ...last, id: 'far-ahead', expectedWall: null, at: farAhead }
  world.memory.runs.push({ ...ofFuture, startedAt: farAhead, endedAt: farAhead })
  expect(threeNights(world)).toEqual(threeNights(watchedWorld()))
  expect(world.memory.runs.map(({ id }) => id)).toContain('far-ahead')
})

test('a dump of the future that disappears is no loss', () => {
  const world = watchedWorld()
  makeDump(world, 'shop', farAhead)
  look(world, at('2026-11-19T12:10'))
  world.files = world.files.filter(({ modifiedAt }) => modifiedAt < farAhead)
  world.expiries = new Map(world.files.map(({ id }) => [id, at('2027-01-01T00:00')]))
  expect(look(world, at('2026-11-19T12:20')).events).toEqual([])
})

test('the clock of a server is not told from a name of the future', () => {
  const world = aWorld({ zone: 'Europe/Berlin' })
  for (const date of [17, 18, 19]) run(world, at(`2026-11-${date}T02:00`))
  makeDump(world, 'shop', at('2030-07-01T01:00'))
  look(world, at('2026-11-19T12:00'))
  expect(look(world, at('2026-11-20T01:30')).runs).toEqual([])
  expect(look(world, at('2026-11-20T02:00')).runs).toMatchObject([{ punctuality: 'due' }])
})

test.each([
  [farAhead, 0],
  [at('2026-11-19T14:30'), 1],
])('a file in `last` alone, dated %s, is entered as at most one run', (start, runs) => {
  const world = watchedWorld()
  makeDump(world, 'shop', start, { slots: ['last'] })
  watch(world, at('2026-11-19T12:05'), at('2026-11-19T14:00'), 5 * minute)
  expect(begunAfter(world, at('2026-11-19T12:00'))).toHaveLength(runs)
  expect(world.memory.databases).toMatchObject([{ name: 'shop', state: 'safe' }])
})
