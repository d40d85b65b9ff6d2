import { describe, expect, test } from 'vitest'
import { at, problems, runOf, told, watchedWorld } from './nights.ts'
import { day, hour, look, makeDump, minute, run, watch } from './world.ts'

describe('a run that the schedule asks for', () => {
  test('is due from its time on, on time when its dump appears, and no news', () => {
    const world = watchedWorld()
    expect(runOf(world, '2026-11-20T03:00')).toBeUndefined()
    look(world, at('2026-11-20T03:00'))
    expect(runOf(world, '2026-11-20T03:00')).toMatchObject({ punctuality: 'due', verdict: null })
    run(world, at('2026-11-20T03:00'))
    const changes = look(world, at('2026-11-20T03:05'))
    expect(runOf(world, '2026-11-20T03:00')).toMatchObject({
      punctuality: 'on-time',
      verdict: 'verified',
      startedAt: at('2026-11-20T03:00'),
      expectedAt: at('2026-11-20T03:00'),
      databases: [{ name: 'shop', outcome: 'new', sizeBytes: 1_000_000 }],
    })
    expect(told(changes)).toEqual([])
  })

  test('is missed when nothing of it appears, which is told once, and ended by the next good one', () => {
    const world = watchedWorld()
    const night = watch(world, at('2026-11-19T12:10'), at('2026-11-20T20:00'))
    expect(runOf(world, '2026-11-20T03:00')).toMatchObject({ punctuality: 'missed', verdict: null })
    expect(told(night).filter((line) => line.includes('run'))).toEqual([
      'critical: A scheduled run was missed',
    ])
    run(world, at('2026-11-21T03:00'))
    const next = watch(world, at('2026-11-20T20:10'), at('2026-11-21T04:00'))
    expect(told(next)).toEqual(['resolved: Runs succeed again', 'resolved: shop is safe again'])
  })

  test('turns from missed to late when its dump comes after all', () => {
    const world = watchedWorld()
    watch(world, at('2026-11-19T12:10'), at('2026-11-20T07:00'))
    expect(runOf(world, '2026-11-20T03:00')?.punctuality).toBe('missed')
    run(world, at('2026-11-20T07:02'))
    const changes = look(world, at('2026-11-20T07:10'))
    expect(runOf(world, '2026-11-20T03:00')).toMatchObject({
      punctuality: 'late',
      verdict: 'verified',
      startedAt: at('2026-11-20T07:02'),
    })
    expect(told(changes)).toEqual(['resolved: A run came late', 'resolved: shop is safe again'])
  })

  test('is not missed while its only dump is being written, however long that takes', () => {
    const world = watchedWorld()
    const name = 'shop-20261120-030000.sql.gz'
    for (
      let now = at('2026-11-20T03:01');
      now < at('2026-11-20T08:00');
      now = new Date(now.getTime() + 5 * minute)
    ) {
      world.files = world.files.filter((file) => file.name !== name)
      const took = now.getTime() - at('2026-11-20T03:00').getTime() - 5000
      makeDump(world, 'shop', at('2026-11-20T03:00'), { took, size: took, slots: ['last'] })
      look(world, now)
      expect(runOf(world, '2026-11-20T03:00')).toMatchObject({
        punctuality: 'on-time',
        verdict: 'running',
      })
    }
    makeDump(world, 'shop', at('2026-11-20T03:00'), { took: 5 * hour })
    look(world, at('2026-11-20T08:01'))
    expect(runOf(world, '2026-11-20T03:00')?.verdict).toBe('verified')
    expect(world.memory.dumps.filter(({ vanishedAt }) => vanishedAt)).toEqual([])
  })

  test('counts as skipped when another backup was at work at its time', () => {
    const world = watchedWorld()
    const job = { id: 'j1', startedBy: 'otto', queuedAt: at('2026-11-20T02:58'), evidence: [] }
    world.jobs = [
      {
        ...job,
        startedAt: at('2026-11-20T02:58'),
        endedAt: at('2026-11-20T03:04'),
        verdict: 'verified',
      },
    ]
    makeDump(world, 'shop', at('2026-11-20T02:58'), { took: 5 * minute })
    watch(world, at('2026-11-20T03:05'), at('2026-11-20T12:00'))
    expect(runOf(world, '2026-11-20T03:00')).toMatchObject({
      punctuality: 'on-time',
      verdict: 'skipped',
    })
    expect(world.memory.runs.find(({ jobId }) => jobId === 'j1')?.databases).toHaveLength(1)
  })

  test.each([0, -5_000])(
    'counts as skipped too when a job that took the lock began %i ms from its time, on the second',
    (lead) => {
      const world = watchedWorld()
      const start = new Date(at('2026-11-20T03:00').getTime() + lead)
      const endedAt = new Date(start.getTime() + 5_000)
      makeDump(world, 'shop', start, { took: 5_000 })
      const job = { id: 'job-1', startedBy: 'otto', queuedAt: start, startedAt: start, endedAt }
      world.jobs = [{ ...job, verdict: 'verified', evidence: [] }]
      const changes = watch(world, at('2026-11-20T03:01'), at('2026-11-20T08:00'))
      expect(runOf(world, '2026-11-20T03:00')).toMatchObject({ verdict: 'skipped' })
      expect(problems(changes)).toEqual([])
    },
  )

  test('is not expected of a time before the server was watched', () => {
    const world = watchedWorld()
    expect(runOf(world, '2026-11-14T03:00')).toBeUndefined()
    expect(world.memory.runs.every(({ punctuality }) => punctuality === 'on-time')).toBe(true)
  })

  test('is far from its time when somebody ran it by hand in the evening', () => {
    const world = watchedWorld()
    makeDump(world, 'shop', at('2026-11-19T20:00'))
    look(world, at('2026-11-19T20:10'))
    expect(world.memory.runs.at(-1)).toMatchObject({
      punctuality: 'unscheduled',
      origin: 'schedule',
      expectedWall: null,
    })
  })
})

describe('a panel that was off for three nights', () => {
  test('finds the runs of those nights by what is still there', () => {
    const world = watchedWorld()
    for (const date of [20, 21, 22]) run(world, at(`2026-11-${date}T03:00`))
    const changes = look(world, at('2026-11-22T12:00'))
    for (const date of [20, 21, 22]) {
      expect(runOf(world, `2026-11-${date}T03:00`)).toMatchObject({
        punctuality: 'on-time',
        verdict: 'verified',
      })
    }
    expect(told(changes)).toEqual([])
  })

  test('reports a night that was missed meanwhile, since an older dump is still there', () => {
    const world = watchedWorld()
    run(world, at('2026-11-20T03:00'))
    run(world, at('2026-11-22T03:00'))
    look(world, at('2026-11-22T12:00'))
    expect(runOf(world, '2026-11-21T03:00')?.punctuality).toBe('missed')
  })

  test('says that it was not watching where the dumps have been cleared away since', () => {
    const world = watchedWorld()
    world.files = []
    run(world, at('2026-11-22T03:00'))
    world.watch = world.watch && { ...world.watch, since: at('2026-11-22T12:00') }
    look(world, at('2026-11-22T12:00'))
    for (const date of [20, 21]) {
      const row = runOf(world, `2026-11-${date}T03:00`)
      expect(row?.punctuality).toBe('not-watched')
      expect(row?.evidence[0]).toBe('The panel was not watching at that time')
    }
    expect(runOf(world, '2026-11-22T03:00')?.verdict).toBe('verified')
  })

  test('makes no more than 400 rows after a year', () => {
    const world = watchedWorld({ schedule: '0 * * * *' })
    look(world, new Date(at('2026-11-19T12:00').getTime() + 365 * day))
    expect(
      world.memory.runs.filter(({ punctuality }) => punctuality !== 'on-time').length,
    ).toBeLessThanOrEqual(405)
  })
})

describe('a server that cannot be read', () => {
  test('has runs of which nobody can tell, until it can be read again', () => {
    const world = watchedWorld()
    world.isReachable = false
    const silence = watch(world, at('2026-11-19T12:10'), at('2026-11-20T12:00'))
    expect(runOf(world, '2026-11-20T03:00')).toMatchObject({
      punctuality: 'not-watched',
      evidence: ['The server could not be read since then'],
    })
    expect(told(silence)).toEqual([])
    expect(world.memory.databases[0]?.state).toBe('unknown')
    world.isReachable = true
    run(world, at('2026-11-20T03:00'))
    look(world, at('2026-11-20T12:10'))
    expect(runOf(world, '2026-11-20T03:00')).toMatchObject({
      punctuality: 'on-time',
      verdict: 'verified',
    })
  })

  test('has missed its run if it comes back without a dump of that night', () => {
    const world = watchedWorld()
    world.isReachable = false
    watch(world, at('2026-11-19T12:10'), at('2026-11-20T12:00'))
    world.isReachable = true
    look(world, at('2026-11-20T12:10'))
    expect(runOf(world, '2026-11-20T03:00')?.punctuality).toBe('missed')
  })
})
