import { describe, expect, test } from 'vitest'
import { aWorld, hour, look, run, type World, watch } from './world.ts'

const at = (text: string) => new Date(`2026-11-${text}:00Z`)
const ageOf = (database: string, hours: number) => ({ database, maxAgeMs: hours * hour })

function watchedWorld(changes: Partial<World> = {}): World {
  const world = aWorld(changes)
  for (const date of [14, 15, 16, 17, 18, 19]) run(world, at(`${date}T03:00`))
  look(world, at('19T12:00'))
  return world
}

const stateOf = (world: World, name: string) =>
  world.memory.databases.find((database) => database.name === name)?.state

describe('a database', () => {
  test.each([
    ['for it', null, 'shop', 'late'],
    ['for another', null, 'crm', 'safe'],
    ['for all', hour, 'crm', 'late'],
    ['for it, though not as old as another for all', 24 * hour, 'shop', 'late'],
  ])('may be as old as somebody has set %s', (_, maxAgeMs, database, state) => {
    const world = watchedWorld()
    world.maxAges = { maxAgeMs, databaseMaxAges: [ageOf(database, 1)] }
    look(world, at('19T12:10'))
    expect(stateOf(world, 'shop')).toBe(state)
  })

  test.each([{ named: null }, { named: ['shop'] }])(
    'that somebody has set an age for is late, and never taken for dropped: %o',
    ({ named }) => {
      const world = watchedWorld({ named })
      run(world, at('19T12:30'), ['archive'])
      world.maxAges = { maxAgeMs: null, databaseMaxAges: [ageOf('archive', 30)] }
      watch(world, at('19T13:00'), at('20T12:00'), hour)
      expect(stateOf(world, 'archive')).toBe('safe')
      watch(world, at('20T13:00'), at('25T12:00'), 6 * hour)
      expect(stateOf(world, 'archive')).toBe('late')
    },
  )

  test('that somebody has set an age for is missed, though nobody ever saw a dump of it', () => {
    const world = watchedWorld({ named: null })
    world.maxAges = { maxAgeMs: null, databaseMaxAges: [ageOf('archive', 30)] }
    watch(world, at('19T13:00'), at('21T12:00'), 6 * hour)
    expect(stateOf(world, 'archive')).toBe('failing')
  })
})
