import { describe, expect, test } from 'vitest'
import { oddSize, usualBytes } from '../../../src/core/ledger/sizes.ts'
import { aWorld, hour, look, makeDump, run, type World, watch } from './world.ts'

const at = (text: string) => new Date(`2026-11-${text}:00Z`)

function watchedWorld(changes: Partial<World> = {}): World {
  const world = aWorld(changes)
  for (const date of [14, 15, 16, 17, 18, 19]) run(world, at(`${date}T03:00`))
  look(world, at('19T12:00'))
  return world
}

const told = (events: { severity: string; title: string }[]) =>
  events.map(({ severity, title }) => `${severity}: ${title}`)

const tracked = (world: World, name: string) =>
  world.memory.databases.find((database) => database.name === name)
const shop = (world: World) => tracked(world, 'shop')

describe('a database', () => {
  test('is safe as long as its last good dump is young enough', () => {
    expect(shop(watchedWorld())).toMatchObject({
      state: 'safe',
      isExpected: true,
      lastGoodAt: new Date('2026-11-19T03:01:30Z'),
      lastBytes: 1_000_000,
      medianBytes: 1_000_000,
      evidence: ['The last good dump is of 2026-11-19 03:01 UTC'],
    })
  })

  test('is late after an interval, a grace and an hour for the clock, which is told once', () => {
    const world = watchedWorld()
    const before = watch(world, at('19T13:00'), at('20T05:00'), hour)
    expect(shop(world)?.state).toBe('safe')
    expect(before.events.filter(({ kind }) => kind === 'database')).toEqual([])
    const after = watch(world, at('20T06:00'), at('20T20:00'), hour)
    expect(after.events).toMatchObject([
      {
        kind: 'database',
        subject: 'database:shop',
        severity: 'critical',
        from: 'safe',
        to: 'late',
      },
    ])
  })

  test('is failing when its newest dump is empty, and safe again after a good one', () => {
    const world = watchedWorld()
    makeDump(world, 'shop', at('20T03:00'), { size: 20, slots: ['last'] })
    expect(told(look(world, at('20T03:20')).events)).toContain('critical: shop gets no good dumps')
    expect(shop(world)?.evidence).toEqual(['The newest dump is empty'])
    run(world, at('20T04:00'))
    expect(told(look(world, at('20T04:10')).events)).toContain('resolved: shop is safe again')
  })

  test('is failing when all of its dumps have disappeared', () => {
    const world = watchedWorld()
    world.files = []
    const { events } = look(world, at('19T12:10'))
    expect(shop(world)).toMatchObject({
      state: 'failing',
      evidence: ['None of its dumps is there any more'],
    })
    expect(told(events)).toContain('critical: shop gets no good dumps')
  })

  test('that was only just named has until the next run to get its first dump', () => {
    const world = watchedWorld()
    world.named = ['shop', 'blog']
    look(world, at('19T12:10'))
    expect(tracked(world, 'blog')?.state).toBe('unknown')
    run(world, at('20T03:00'), ['shop'])
    watch(world, at('20T04:00'), at('20T20:00'), hour)
    expect(tracked(world, 'blog')?.state).toBe('failing')
  })

  test('is not called safe by a file that a run broke off', () => {
    const world = watchedWorld()
    makeDump(world, 'shop', at('20T03:00'), { slots: ['last'] })
    watch(world, at('20T03:10'), at('20T09:00'), hour)
    expect(shop(world)).toMatchObject({
      state: 'late',
      lastGoodAt: new Date('2026-11-19T03:01:30Z'),
    })
  })

  test('is not called safe by the very first file of it, if its run broke off', () => {
    const world = aWorld()
    look(world, at('19T12:00'))
    makeDump(world, 'shop', at('20T03:00'), { slots: ['last'] })
    watch(world, at('20T03:10'), at('20T09:00'), hour)
    expect(shop(world)).toMatchObject({ state: 'unknown', lastGoodAt: null })
    world.lastBackup = { status: 'OK', at: at('20T09:10') }
    look(world, at('20T09:20'))
    expect(shop(world)?.state).toBe('safe')
  })

  test('of a schedule that nobody can understand is neither safe nor late', () => {
    const world = watchedWorld({ schedule: 'whenever' })
    expect(shop(world)?.state).toBe('unknown')
    expect(world.memory.runs.every(({ punctuality }) => punctuality === 'unscheduled')).toBe(true)
  })
})

test('the size of a dump cannot be judged by fewer than five before it', () => {
  const rows = [10, 100, 100, 100, 100].map((sizeBytes) => ({
    sizeBytes,
    finishedAt: new Date(),
  }))
  expect(oddSize(rows)).toBeNull()
  expect(oddSize([...rows, { sizeBytes: 100, finishedAt: new Date() }])).toEqual({
    kind: 'small',
    usual: 100,
  })
  expect(usualBytes(rows.slice(1))).toBeNull()
  expect(usualBytes([...rows, { sizeBytes: 201, finishedAt: new Date() }])).toBe(100)
})
