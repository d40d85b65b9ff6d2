import { describe, expect, test } from 'vitest'
import { at, problems, runOf, watchedWorld } from './nights.ts'
import { hour, look, makeDump, minute, type World, watch } from './world.ts'

const start = at('2026-11-20T03:00')

/** What is in `last` so far. Each time it is another file of the same name. */
function grow(world: World, tookMinutes: number, size: number): void {
  world.files = world.files.filter(({ stampedAt }) => stampedAt?.getTime() !== start.getTime())
  makeDump(world, 'shop', start, { took: tookMinutes * minute, size, slots: ['last'] })
}

function end(world: World, tookMinutes: number): void {
  grow(world, tookMinutes, 0)
  makeDump(world, 'shop', start, { took: tookMinutes * minute })
  const endedAt = new Date(start.getTime() + tookMinutes * minute + 2000)
  world.lastBackup = { status: 'OK', at: endedAt }
}

describe('a server whose clock is wrong by minutes', () => {
  test.each([-70, -10, 10, 70])('%i: raises no alarm by a dump that grows', (minutes) => {
    const world = watchedWorld()
    world.skewMs = minutes * minute
    const ours = (offset: number) => new Date(start.getTime() - world.skewMs + offset * minute)
    const events = [watch(world, at('2026-11-19T12:30'), ours(-1), 10 * minute)]
    for (let took = 0; took < 40; took += 2) {
      grow(world, took, took * 25_000)
      events.push(look(world, ours(took + 0.1)))
    }
    end(world, 40)
    events.push(watch(world, ours(41), ours(10 * 60), 10 * minute))
    expect(events.flatMap(problems)).toEqual([])
    expect(runOf(world, '2026-11-20T03:00')).toMatchObject({
      punctuality: 'on-time',
      verdict: 'verified',
    })
  })

  test('is late all the same when its clock stood still: the greater age counts', () => {
    const world = watchedWorld()
    world.skewMs = -12 * hour
    watch(world, at('2026-11-19T12:30'), at('2026-11-20T12:00'))
    expect(world.memory.databases[0]?.state).toBe('late')
  })
})

test('a dump that stood still for a while is whole when it has been linked', () => {
  const world = watchedWorld()
  watch(world, at('2026-11-19T12:30'), at('2026-11-20T02:50'), 10 * minute)
  grow(world, 1, 300_000)
  watch(world, at('2026-11-20T03:02'), at('2026-11-20T04:30'), 5 * minute)
  expect(runOf(world, '2026-11-20T03:00')?.verdict).toBe('unproven')
  grow(world, 92, 600_000)
  look(world, at('2026-11-20T04:33'))
  end(world, 100)
  watch(world, at('2026-11-20T04:41'), at('2026-11-20T06:00'), 5 * minute)
  expect(runOf(world, '2026-11-20T03:00')).toMatchObject({
    verdict: 'verified',
    endedAt: at('2026-11-20T04:40'),
  })
})
