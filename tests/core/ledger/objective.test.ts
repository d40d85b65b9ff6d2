import { describe, expect, test } from 'vitest'
import { aWorld, hour, minute, run, type World, watch } from './world.ts'

const shop = (world: World) => world.memory.databases.find(({ name }) => name === 'shop')

describe('a schedule with long pauses', () => {
  const fridayEvening = '2026-11-20T18:00:00Z'
  const hours = (schedule: string, from: string, to: string) => {
    const world = aWorld({ schedule })
    for (let time = Date.parse(from); time <= Date.parse(to); time += hour) {
      const wall = new Date(time)
      const isAtWork = wall.getUTCHours() >= 8 && wall.getUTCHours() <= 18
      if (isAtWork && wall.getUTCDay() % 6 !== 0) run(world, wall)
    }
    return world
  }

  test('calls nothing late in the pause', () => {
    const world = hours('0 8-18 * * 1-5', '2026-11-19T08:00:00Z', fridayEvening)
    watch(world, new Date('2026-11-20T18:05:00Z'), new Date('2026-11-23T08:50:00Z'), 3 * hour)
    expect(shop(world)?.state).toBe('safe')
  })

  test('calls a database late as soon as a run of the day was missed', () => {
    const world = hours('0 8-18 * * 1-5', '2026-11-19T08:00:00Z', '2026-11-20T12:00:00Z')
    watch(world, new Date('2026-11-20T12:05:00Z'), new Date('2026-11-20T15:35:00Z'), 30 * minute)
    expect(shop(world)?.state).toBe('late')
  })
})
