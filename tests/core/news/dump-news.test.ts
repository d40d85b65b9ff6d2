import { describe, expect, test } from 'vitest'
import type { BackupFile } from '../../../src/core/dumps/backup.ts'
import { told, watchedWorld } from '../ledger/nights.ts'
import { at } from '../ledger/two-databases.ts'
import { day, hour, look, makeDump, run, type World, watch } from '../ledger/world.ts'

describe('the size of a new dump', () => {
  test('is told when it is less than half of the usual, and when it is usual again', () => {
    const world = watchedWorld()
    makeDump(world, 'shop', at('20T03:00'), { size: 400_000 })
    const { events } = look(world, at('20T03:10'))
    expect(events).toMatchObject([
      {
        kind: 'size',
        subject: 'size:shop',
        severity: 'warning',
        evidence: ['It has 400 kB; half of those before it have more than 1 MB'],
      },
    ])
    expect(watch(world, at('20T04:00'), at('20T12:00'), hour).events).toEqual([])
    makeDump(world, 'shop', at('21T03:00'))
    expect(told(look(world, at('21T03:10')))).toEqual([
      'resolved: The dumps of shop have their usual size again',
    ])
  })

  test('is worth a note when it is more than three times the usual', () => {
    const world = watchedWorld()
    makeDump(world, 'shop', at('20T03:00'), { size: 3_100_000 })
    expect(told(look(world, at('20T03:10')))).toEqual([
      'info: The last dump of shop has grown a lot',
    ])
  })
})

describe('what is wrong with the dumps of a database that is dropped', () => {
  const dropShop = (world: World, files: World['files']) => {
    world.named = ['blog']
    world.files = files
    run(world, at('22T03:00'))
    return watch(world, at('22T03:10'), at('22T09:00'), 2 * hour).events
  }

  test.each([
    ['with its dumps', false],
    ['whose dumps stay', true],
  ])('ends, %s', (_, stays) => {
    const world = watchedWorld()
    makeDump(world, 'shop', at('20T03:00'), { size: 400_000 })
    world.expiries = new Map(world.files.map(({ id }) => [id, at('20T04:00')]))
    look(world, at('20T03:10'))
    const open = ['size:shop', 'retention:shop']
    expect([...world.memory.openSubjects.keys()]).toEqual(open)
    const events = dropShop(world, stays ? world.files : [])
    const ended = events.filter(({ subject }) => open.includes(subject))
    expect(ended.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual([
      'size size:shop',
      'retention retention:shop',
    ])
    expect(new Set(told({ events: ended }))).toEqual(
      new Set(['resolved: shop is no longer dumped']),
    )
    expect([...world.memory.openSubjects]).toEqual([])
  })
})

describe('retention', () => {
  const keptFor = (world: World, ages: Partial<Record<BackupFile['slot'], number>>) =>
    new Map(
      world.files.flatMap(({ id, slot, modifiedAt }) => {
        const age = ages[slot]
        return age === undefined ? [] : [[id, new Date(modifiedAt.getTime() + age)] as const]
      }),
    )

  test('that leaves nothing but the newest dump is told once, and its end as well', () => {
    const world = watchedWorld()
    world.expiries = keptFor(world, { last: hour, daily: hour, weekly: hour, monthly: hour })
    expect(told(look(world, at('19T12:10')))).toEqual([
      'warning: Each run deletes all older dumps of shop',
    ])
    expect(look(world, at('19T12:20')).events).toEqual([])
    world.expiries = keptFor(world, { last: hour, daily: 7 * day })
    expect(told(look(world, at('19T12:30')))).toEqual([
      'resolved: Older dumps of shop are kept again',
    ])
  })

  test('explains a dump that has gone when its time was over', () => {
    const world = watchedWorld()
    world.expiries = keptFor(world, {
      last: day,
      daily: 3 * day,
      weekly: 3 * day,
      monthly: 3 * day,
    })
    const oldest = new Date(at('16T12:00'))
    world.files = world.files.filter(({ modifiedAt }) => modifiedAt > oldest)
    expect(look(world, at('19T12:10')).events).toEqual([])
    expect(world.memory.dumps.filter(({ vanishedAt }) => vanishedAt)).toHaveLength(2)
  })

  test('is not held against whoever clears up after a database that is no longer dumped', () => {
    const world = watchedWorld()
    world.expiries = keptFor(world, { last: day, daily: 7 * day })
    const isOfShop = ({ database }: { database?: string }) => database === 'shop'
    const { files } = world
    world.files = files.filter(({ modifiedAt }) => modifiedAt < at('19T00:00'))
    expect(told(look(world, at('19T12:10'))).join()).toContain('warning: 1 dump of shop')
    world.named = ['blog']
    run(world, at('20T03:00'))
    const events = watch(world, at('20T03:10'), at('21T12:00'), hour).events
    expect(told({ events })).toContain('resolved: shop is no longer dumped')
    expect(world.memory.openSubjects.has('dumps:shop')).toBe(false)
    world.files = world.files.filter((file) => !isOfShop(file))
    const cleared = look(world, at('21T12:10')).events
    expect(cleared.map(({ severity }) => severity)).toEqual(['info'])
  })

  test('does not explain one that it would have kept, and least of all the newest', () => {
    const world = watchedWorld()
    const { files } = world
    world.files = files.filter(
      ({ modifiedAt }) => modifiedAt < at('18T00:00') || modifiedAt > at('19T00:00'),
    )
    world.expiries = keptFor(world, { last: day, daily: 7 * day })
    expect(told(look(world, at('19T12:10')))).toEqual([
      'info: 1 dump of shop disappeared before the retention would delete it',
    ])
    world.files = files.filter(({ modifiedAt }) => modifiedAt < at('17T00:00'))
    const { events } = look(world, at('19T12:20'))
    expect(events.find(({ subject }) => subject === 'dumps:shop')).toMatchObject({
      severity: 'warning',
      evidence: ['The newest is among them'],
    })
    run(world, at('19T13:00'))
    expect(told(look(world, at('19T13:10')))).toContain('resolved: There is a new dump of shop')
  })

  test('has nothing to do with a name that a later run of the day takes over', () => {
    const world = watchedWorld()
    run(world, at('19T14:00'))
    world.files = world.files.filter(({ name }) => name !== 'shop-20261119-030000.sql.gz')
    world.expiries = keptFor(world, { last: 8 * hour, daily: 7 * day })
    expect(told(look(world, at('19T14:10')))).toEqual([])
  })
})
