import { describe, expect, test } from 'vitest'
import type { Slot } from '../../../src/core/dumps/backup.ts'
import { at, problems, runOf, watchedWorld } from './nights.ts'
import { aWorld, hour, look, makeDump, minute, run, type World, watch } from './world.ts'

test('a recreated container, which has forgotten its jobs and its status, has lost no run', () => {
  const world = watchedWorld()
  world.jobs = [
    {
      id: 'j1',
      startedBy: null,
      queuedAt: at('2026-11-19T12:01'),
      startedAt: at('2026-11-19T12:01'),
      endedAt: null,
      verdict: 'running',
      evidence: [],
    },
  ]
  look(world, at('2026-11-19T12:02'))
  world.jobs = []
  world.lastBackup = null
  const { runs, events } = look(world, at('2026-11-19T12:03'))
  expect(runs).toMatchObject([{ jobId: 'j1', origin: 'elsewhere', verdict: 'lost' }])
  expect(problems({ events })).toEqual(['The server forgot a run before its end was seen'])
})

test('a job that nobody could ask about for a day is not at work for ever', () => {
  const world = watchedWorld()
  world.jobs = [
    {
      id: 'j1',
      startedBy: 'otto',
      queuedAt: at('2026-11-19T12:01'),
      startedAt: null,
      endedAt: null,
      verdict: 'queued',
      evidence: [],
    },
  ]
  look(world, at('2026-11-19T12:02'))
  world.isReachable = false
  watch(world, at('2026-11-19T13:00'), at('2026-11-20T13:00'), hour)
  expect(world.memory.runs.find(({ jobId }) => jobId)?.verdict).toBe('lost')
})

test('a scheduled run whose server went silent in its midst is not at work for ever', () => {
  const world = watchedWorld()
  watch(world, at('2026-11-19T12:30'), at('2026-11-20T02:30'))
  makeDump(world, 'shop', at('2026-11-20T03:00'), { took: 5 * minute, slots: ['last'] })
  look(world, at('2026-11-20T03:05'))
  expect(runOf(world, '2026-11-20T03:00')?.verdict).toBe('running')
  world.isReachable = false
  const silence = watch(world, at('2026-11-20T03:10'), at('2026-11-21T04:00'))
  expect(runOf(world, '2026-11-20T03:00')?.verdict).toBe('lost')
  expect(runOf(world, '2026-11-21T03:00')?.verdict).not.toBe('skipped')
  expect(problems(silence)).toContain('The server forgot a run before its end was seen')
  world.isReachable = true
  run(world, at('2026-11-20T03:00'))
  look(world, at('2026-11-21T04:10'))
  expect(runOf(world, '2026-11-20T03:00')?.verdict).toBe('verified')
})

describe('a renamed database', () => {
  test('is two: the old one is gone once its time is over, the new one is told', () => {
    const world = watchedWorld()
    world.named = ['store']
    run(world, at('2026-11-20T03:00'))
    const changes = watch(world, at('2026-11-20T03:10'), at('2026-11-21T02:00'), hour)
    expect(changes.events.map(({ title }) => title)).toEqual([
      'store is dumped now',
      'shop is no longer dumped',
    ])
    expect(problems(changes)).toEqual([])
    expect(world.memory.databases.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'shop gone',
      'store safe',
    ])
  })

  test('is noticed too where the server finds its databases by itself', () => {
    const world = watchedWorld({ named: null })
    run(world, at('2026-11-20T03:00'), ['store'])
    const changes = watch(world, at('2026-11-20T03:10'), at('2026-11-21T02:00'), hour)
    expect(problems(changes)).toEqual(['shop is no longer dumped'])
    run(world, at('2026-11-21T03:00'), ['store'])
    run(world, at('2026-11-22T03:00'), ['store'])
    run(world, at('2026-11-23T03:00'), ['store'])
    const later = watch(world, at('2026-11-23T10:00'), at('2026-11-23T20:00'), hour)
    expect(later.events.map(({ severity, title }) => `${severity}: ${title}`)).toEqual([
      'resolved: shop is taken for dropped',
    ])
    expect(world.memory.databases.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'shop gone',
      'store safe',
    ])
  })
})

describe('a backup directory that was restored', () => {
  test('brings back the same dumps and runs, and none of them late', () => {
    const world = watchedWorld()
    const { files } = world
    world.files = files.filter(({ modifiedAt }) => modifiedAt > at('2026-11-19T00:00'))
    look(world, at('2026-11-19T12:10'))
    expect(world.memory.dumps.filter(({ vanishedAt }) => vanishedAt)).toHaveLength(4)
    const before = world.memory.runs
    world.files = files
    const { events, runs } = look(world, at('2026-11-19T12:20'))
    expect(runs).toEqual([])
    expect(world.memory.runs).toEqual(before)
    expect(world.memory.dumps).toHaveLength(5)
    expect(world.memory.dumps.filter(({ vanishedAt }) => vanishedAt)).toEqual([])
    expect(problems({ events })).toEqual([])
  })

  test('with files from before the panel knew the server adds history', () => {
    const world = watchedWorld()
    for (const date of [1, 2, 3]) run(world, at(`2026-11-0${date}T03:00`))
    world.lastBackup = null
    const { events, runs } = look(world, at('2026-11-19T12:20'))
    expect(runs.map(({ punctuality }) => punctuality)).toEqual(['on-time', 'on-time', 'on-time'])
    expect(events).toEqual([])
    expect(world.memory.databases[0]?.lastGoodAt).toEqual(new Date('2026-11-19T03:01:30Z'))
  })

  test('by a copy that lost the times proves nothing fresh', () => {
    const world = watchedWorld()
    look(world, at('2026-11-21T12:00'))
    expect(world.memory.databases[0]?.state).toBe('late')
    world.files = world.files
      .filter(({ slot }) => slot === 'last' || slot === 'daily')
      .map((file) => ({ ...file, modifiedAt: at('2026-11-21T12:05') }))
    look(world, at('2026-11-21T12:10'))
    expect(world.memory.databases[0]?.state).toBe('late')
    expect(world.memory.databases[0]?.lastGoodAt?.getTime()).toBeLessThan(
      at('2026-11-20T12:00').getTime(),
    )
  })

  test('by a copy of this night’s files, taken before the next run, proves nothing fresher', () => {
    const world = watchedWorld()
    run(world, at('2026-11-20T03:00'))
    look(world, at('2026-11-20T03:30'))
    world.files = world.files.map((file) => ({ ...file, modifiedAt: at('2026-11-20T20:00') }))
    const { runs } = look(world, at('2026-11-20T20:10'))
    expect(runs.filter(({ at: begun }) => begun > at('2026-11-20T04:00'))).toEqual([])
    expect(world.memory.databases[0]?.lastGoodAt).toEqual(at('2026-11-20T03:00'))
  })

  test('by such a copy, with files whose names tell no day, proves nothing fresh either', () => {
    const world = watchedWorld()
    look(world, at('2026-11-21T12:00'))
    const lost: Record<Slot, Date> = {
      last: at('2026-11-21T12:05'),
      daily: at('2026-11-21T12:06'),
      weekly: at('2026-11-21T12:07'),
      monthly: at('2026-11-21T12:08'),
    }
    world.files = world.files.map((file) => ({ ...file, modifiedAt: lost[file.slot] }))
    const { runs } = look(world, at('2026-11-21T12:10'))
    expect(runs.filter(({ at: begun }) => begun > at('2026-11-21T00:00'))).toEqual([])
    expect(world.memory.databases[0]?.state).toBe('late')
  })
})

test('a dump that only weekly holds in the end is the same dump', () => {
  const world = watchedWorld()
  world.files = world.files.filter(({ slot }) => slot === 'weekly' || slot === 'daily')
  look(world, at('2026-11-19T12:10'))
  expect(world.memory.dumps).toHaveLength(5)
  const newest = world.memory.dumps.find(({ slots }) => slots.includes('weekly'))
  expect(newest).toMatchObject({
    slots: ['daily', 'weekly'],
    startedAt: at('2026-11-19T03:00'),
    vanishedAt: null,
  })
})

test('two dumps of one second and one size are two, and files of others belong to no run', () => {
  const world = aWorld()
  makeDump(world, 'shop', at('2026-11-19T03:00'))
  world.files.push({
    ...world.files[0],
    id: 'last:shop-20261119-030001.sql.gz',
    name: 'shop-20261119-030001.sql.gz',
  } as World['files'][0])
  world.files.push({
    id: 'last:notes.txt',
    slot: 'last',
    name: 'notes.txt',
    sizeBytes: 5,
    modifiedAt: at('2026-11-19T04:00'),
    isLatestLink: false,
    database: '',
  })
  look(world, at('2026-11-19T12:00'))
  expect(new Set(world.memory.dumps.map(({ identity }) => identity)).size).toBe(3)
  expect(world.memory.dumps.find(({ name }) => name === 'notes.txt')?.runId).toBeNull()
  expect(world.memory.databases.map(({ name }) => name)).toEqual(['shop'])
})

test('files dated far in the future or the past are kept within the calendar, and prove nothing', () => {
  const world = watchedWorld()
  const databases = ['zoo', 'shop']
  for (const [index, modifiedAt] of [new Date(8.64e15), new Date(-8.64e15)].entries()) {
    world.files.push({
      id: `weekly:${index}`,
      slot: 'weekly',
      name: `${databases[index]}-20264${index}.sql.gz`,
      sizeBytes: 5000,
      modifiedAt,
      isLatestLink: false,
      database: databases[index] ?? '',
    })
  }
  look(world, at('2026-11-22T12:00'))
  const times = world.memory.dumps.map(({ finishedAt }) => finishedAt.getUTCFullYear())
  expect(times.sort()).toEqual([1970, 2026, 2026, 2026, 2026, 2026, 9999])
  expect(world.memory.databases.map(({ state }) => state)).toEqual(['late', 'gone'])
})

test('a container with another time zone runs on time by its new clock at once', () => {
  const world = watchedWorld()
  world.zone = 'Asia/Tokyo'
  run(world, at('2026-11-19T18:00'))
  const { runs } = look(world, at('2026-11-19T18:10'))
  expect(runs).toMatchObject([{ punctuality: 'on-time', expectedWall: at('2026-11-20T03:00') }])
})

test('after a long silence many missed runs are one piece of news', () => {
  const world = watchedWorld()
  const { events } = look(world, at('2026-11-25T12:00'))
  expect(problems({ events })).toEqual([
    '6 scheduled runs were missed',
    'The last dump of shop is too old',
  ])
})
