import { describe, expect, test } from 'vitest'
import { at, runOf, told, watchedWorld } from './nights.ts'
import { aWorld, hour, look, makeDump, minute, run, watch } from './world.ts'

describe('a schedule', () => {
  test('that was changed is not held against the time before', () => {
    const world = watchedWorld({ schedule: '0 3 * * 0' })
    world.schedule = '0 3 * * *'
    watch(world, at('2026-11-20T12:00'), at('2026-11-20T23:00'))
    expect(world.memory.runs.filter(({ punctuality }) => punctuality === 'missed')).toEqual([])
  })

  test('that was changed while its run was at work has not missed that run', () => {
    const world = watchedWorld()
    look(world, new Date(at('2026-11-20T03:00').getTime() + 1000))
    run(world, at('2026-11-20T03:00'))
    world.schedule = '15 */6 * * *'
    const changes = watch(world, at('2026-11-20T03:05'), at('2026-11-20T05:55'), 10 * minute)
    expect(runOf(world, '2026-11-20T03:00')).toMatchObject({
      punctuality: 'on-time',
      verdict: 'verified',
    })
    expect(told(changes)).toEqual([])
  })

  test.each(['0 * * * *', '*/5 * * * *', '@every 10m'])(
    'that now asks for more, by %s, makes nothing late before the new one could be met',
    (schedule) => {
      const world = watchedWorld()
      look(world, at('2026-11-19T20:00'))
      world.schedule = schedule
      watch(world, at('2026-11-19T20:10'), at('2026-11-19T20:50'), 10 * minute)
      expect(world.memory.databases[0]?.state).toBe('safe')
      watch(world, at('2026-11-19T21:00'), at('2026-11-19T22:30'), 10 * minute)
      expect(world.memory.databases[0]?.state).toBe('late')
    },
  )

  test('that was moved to a later hour makes no run late', () => {
    const world = watchedWorld()
    run(world, at('2026-11-20T03:00'))
    look(world, at('2026-11-20T03:10'))
    world.schedule = '30 5 * * *'
    watch(world, at('2026-11-20T03:20'), at('2026-11-21T05:00'), hour)
    run(world, at('2026-11-21T05:30'))
    const changes = watch(world, at('2026-11-21T05:40'), at('2026-11-21T12:00'), hour)
    expect(runOf(world, '2026-11-20T05:30')?.punctuality).toBe('missed')
    expect(runOf(world, '2026-11-21T05:30')?.punctuality).toBe('on-time')
    expect(told(changes)).toContain('resolved: Runs succeed again')
  })

  test.each(['* * * * *', '*/5 * * * *', '15,45 * * * *'])(
    'as dense as %s has one row an hour',
    (schedule) => {
      const world = aWorld({ schedule })
      const begin = at('2026-11-20T10:00')
      look(world, begin)
      for (let at = begin.getTime(); at <= begin.getTime() + 3 * hour; at += 5 * minute) {
        if (schedule !== '15,45 * * * *' || (at / minute) % 30 === 15) {
          makeDump(world, 'shop', new Date(at), { took: 20_000 })
        }
        look(world, new Date(at + minute))
      }
      const hours = world.memory.runs.map(({ expectedWall }) =>
        expectedWall?.toISOString().slice(11, 13),
      )
      expect(hours).toEqual(['10', '11', '12', ...(schedule.startsWith('15') ? [] : ['13'])])
      expect(world.memory.runs.every(({ punctuality }) => punctuality === 'on-time')).toBe(true)
    },
  )

  test('of @every has no times to be missed, and its runs are kept all the same', () => {
    const world = aWorld({ schedule: '@every 6h' })
    for (const time of ['00:10', '06:10', '12:10']) run(world, at(`2026-11-19T${time}`))
    look(world, at('2026-11-19T13:00'))
    const night = watch(world, at('2026-11-19T14:00'), at('2026-11-20T12:00'), hour)
    expect(world.memory.runs).toHaveLength(3)
    expect(told(night)).toEqual(['critical: The last dump of shop is too old'])
  })
})
