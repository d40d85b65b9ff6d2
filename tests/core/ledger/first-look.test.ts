import { describe, expect, test } from 'vitest'
import { at, told } from './nights.ts'
import { aWorld, day, look, makeDump, nothing, run, watch } from './world.ts'

describe('the first look at a server', () => {
  test('finds its history back to the oldest dump, and makes no news of it', () => {
    const world = aWorld({ named: ['blog', 'shop'] })
    for (let days = 30; days >= 1; days--)
      run(world, new Date(at('2026-11-20T03:00').getTime() - days * day))
    makeDump(world, 'blog', at('2026-11-01T09:00'), { size: 20, slots: ['last'] })
    const { runs, events, databases } = look(world, at('2026-11-19T12:00'))
    expect(runs).toHaveLength(31)
    expect(runs.filter(({ verdict }) => verdict === 'verified')).toHaveLength(30)
    expect(runs[0]).toMatchObject({ startedAt: at('2026-10-21T03:00'), sizeBytes: 2_000_000 })
    expect(events).toEqual([])
    expect(databases.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'blog safe',
      'shop safe',
    ])
  })

  test('calls nights partial that left out a database which the settings name', () => {
    const world = aWorld({ named: ['crm', 'shop'] })
    for (const date of [14, 15, 16]) run(world, at(`2026-11-${date}T03:00`))
    for (const date of [17, 18, 19]) run(world, at(`2026-11-${date}T03:00`), ['shop'])
    const { runs } = look(world, at('2026-11-19T12:00'))
    expect(runs.map(({ verdict }) => verdict)).toEqual([
      ...['verified', 'verified', 'verified'],
      ...['partial', 'partial', 'partial'],
    ])
    expect(runs[3]?.evidence[0]).toBe('No new dump of crm appeared')
  })

  test('misses no database in the nights before its first dump', () => {
    const world = aWorld({ named: ['crm', 'shop'] })
    for (const date of [14, 15, 16]) run(world, at(`2026-11-${date}T03:00`), ['shop'])
    for (const date of [17, 18, 19]) run(world, at(`2026-11-${date}T03:00`))
    const { runs } = look(world, at('2026-11-19T12:00'))
    expect(runs.every(({ verdict }) => verdict === 'verified')).toBe(true)
  })

  test('tells how things stand now', () => {
    const world = aWorld({ named: ['shop', 'blog'] })
    run(world, at('2026-11-10T03:00'), ['shop'])
    const { events } = look(world, at('2026-11-19T12:00'))
    expect(events.map(({ subject, to }) => `${subject} ${to}`)).toEqual([
      'database:blog failing',
      'database:shop late',
    ])
  })
})

test('a database without any dump at the first look stays so until it has one, and is told once', () => {
  const world = aWorld()
  const first = look(world, at('2026-11-19T12:00'))
  const later = watch(world, at('2026-11-19T12:30'), at('2026-11-20T02:30'))
  expect(told(first)).toEqual(['critical: shop gets no good dumps'])
  expect(told(later)).toEqual([])
  expect(world.memory.databases[0]?.state).toBe('failing')
  run(world, at('2026-11-20T03:00'))
  expect(told(look(world, at('2026-11-20T03:05')))).toEqual(['resolved: shop is safe again'])
})

test('an empty memory and an empty server come to nothing', () => {
  const world = aWorld({ named: null, memory: nothing() })
  expect(look(world, at('2026-11-19T12:00'))).toMatchObject({
    runs: [],
    dumps: [],
    databases: [],
    events: [],
  })
})
