import { describe, expect, test } from 'vitest'
import type { LedgerRun } from '../../../src/core/ledger/run.ts'
import {
  aWorld,
  day,
  hour,
  look,
  makeDump,
  minute,
  nothing,
  run,
  type World,
  wallOf,
  watch,
} from './world.ts'

const at = (text: string) => new Date(`${text}:00Z`)

function fiveNights(world: World): World {
  for (const date of [15, 16, 17, 18, 19]) run(world, at(`2026-11-${date}T03:00`))
  look(world, at('2026-11-19T12:00'))
  return world
}

const problems = (events: { severity: string; title: string }[]) =>
  events
    .filter(({ severity }) => severity === 'critical' || severity === 'warning')
    .map(({ title }) => title)

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

test('a recreated container, which has forgotten its jobs and its status, has lost no run', () => {
  const world = fiveNights(aWorld())
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
  expect(problems(events)).toEqual(['The server forgot a run before its end was seen'])
})

test('a job that nobody could ask about for a day is not at work for ever', () => {
  const world = fiveNights(aWorld())
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

describe('a renamed database', () => {
  test('is two: the old one is gone once its time is over, the new one is told', () => {
    const world = fiveNights(aWorld())
    world.named = ['store']
    run(world, at('2026-11-20T03:00'))
    const changes = watch(world, at('2026-11-20T03:10'), at('2026-11-21T02:00'), hour)
    expect(changes.events.map(({ title }) => title)).toEqual([
      'store is dumped now',
      'shop is no longer dumped',
    ])
    expect(problems(changes.events)).toEqual([])
    expect(world.memory.databases.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'shop gone',
      'store safe',
    ])
  })

  test('is noticed too where the server finds its databases by itself', () => {
    const world = fiveNights(aWorld({ named: null }))
    run(world, at('2026-11-20T03:00'), ['store'])
    const changes = watch(world, at('2026-11-20T03:10'), at('2026-11-21T02:00'), hour)
    expect(problems(changes.events)).toEqual(['shop is no longer dumped'])
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
    const world = fiveNights(aWorld())
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
    expect(problems(events)).toEqual([])
  })

  test('with files from before the panel knew the server adds history', () => {
    const world = fiveNights(aWorld())
    for (const date of [1, 2, 3]) run(world, at(`2026-11-0${date}T03:00`))
    world.lastBackup = null
    const { events, runs } = look(world, at('2026-11-19T12:20'))
    expect(runs.map(({ punctuality }) => punctuality)).toEqual(['on-time', 'on-time', 'on-time'])
    expect(events).toEqual([])
    expect(world.memory.databases[0]?.lastGoodAt).toEqual(
      at('2026-11-19T03:01').getTime() ? new Date('2026-11-19T03:01:30Z') : null,
    )
  })

  test('by a copy that lost the times proves nothing fresh', () => {
    const world = fiveNights(aWorld())
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
})

test('a dump that only weekly holds in the end is the same dump', () => {
  const world = fiveNights(aWorld())
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
  const world = fiveNights(aWorld())
  for (const [index, modifiedAt] of [new Date(8.64e15), new Date(-8.64e15)].entries()) {
    world.files.push({
      id: `weekly:${index}`,
      slot: 'weekly',
      name: `shop-20264${index}.sql.gz`,
      sizeBytes: 5000,
      modifiedAt,
      isLatestLink: false,
      database: 'shop',
    })
  }
  world.files = world.files.map((file) => file)
  const all = world.files
  look(world, at('2026-11-22T12:00'))
  expect(all).toHaveLength(world.files.length)
  expect(world.memory.databases[0]?.state).toBe('late')
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

test('a container with another time zone runs on time by its new clock at once', () => {
  const world = fiveNights(aWorld())
  world.zone = 'Asia/Tokyo'
  run(world, at('2026-11-19T18:00'))
  const { runs } = look(world, at('2026-11-19T18:10'))
  expect(runs).toMatchObject([{ punctuality: 'on-time', expectedWall: at('2026-11-20T03:00') }])
})

test('after a long silence many missed runs are one piece of news', () => {
  const world = fiveNights(aWorld())
  const { events } = look(world, at('2026-11-25T12:00'))
  expect(problems(events)).toEqual([
    '6 scheduled runs were missed',
    'The last dump of shop is too old',
  ])
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

test('an empty memory and an empty server come to nothing', () => {
  const world = aWorld({ named: null, memory: nothing() })
  expect(look(world, at('2026-11-19T12:00'))).toMatchObject({
    runs: [],
    dumps: [],
    databases: [],
    events: [],
  })
})
