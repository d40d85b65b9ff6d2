import { describe, expect, test } from 'vitest'
import { aWorld, hour, look, makeDump, minute, run, type World, watch } from './world.ts'

const at = (text: string) => new Date(`2026-11-${text}:00Z`)

/** A server that has run for five nights, and is watched from noon on. */
function watchedWorld(changes: Partial<World> = {}): World {
  const world = aWorld({ named: ['blog', 'shop'], ...changes })
  for (const date of [15, 16, 17, 18, 19]) run(world, at(`${date}T03:00`), ['blog', 'shop'])
  look(world, at('19T12:00'))
  return world
}

/** What became of the night, when it is over, and what of it was told. */
function night(world: World) {
  const { events } = watch(world, at('20T03:05'), at('20T06:00'), 5 * minute)
  const found = world.memory.runs.find(
    ({ expectedWall }) => expectedWall?.getTime() === at('20T03:00').getTime(),
  )
  const told = events.map(({ severity, subject, title }) => `${severity} ${subject}: ${title}`)
  return { run: found, told }
}

const start = at('20T03:00')
const second = new Date(start.getTime() + 100_000)
const over = new Date(start.getTime() + 200_000)

describe('a scheduled run, of which no job tells, is', () => {
  test('verified when each expected database has a new dump that the other slots hold too', () => {
    const world = watchedWorld()
    makeDump(world, 'blog', start)
    makeDump(world, 'shop', second)
    const { run, told } = night(world)
    expect(run).toMatchObject({ verdict: 'verified', sizeBytes: 2_000_000, startedAt: start })
    expect(run?.endedAt).toEqual(new Date(second.getTime() + 90_000))
    expect(run?.evidence.at(-1)).toBe(
      'The run came as far as linking each dump into the other slots',
    )
    expect(told).toEqual([])
  })

  test('verified by the status where dumps are not linked', () => {
    const world = watchedWorld()
    makeDump(world, 'blog', start, { slots: ['last'] })
    makeDump(world, 'shop', second, { slots: ['last'] })
    world.lastBackup = { status: 'OK', at: over }
    expect(night(world).run).toMatchObject({
      verdict: 'verified',
      evidence: [
        'New dump of blog: 1 MB',
        'New dump of shop: 1 MB',
        'The server’s status says that this run succeeded',
      ],
    })
  })

  test('running until the last expected database has its dump', () => {
    const world = watchedWorld()
    makeDump(world, 'blog', start)
    look(world, at('20T03:05'))
    expect(world.memory.runs.at(-1)).toMatchObject({ verdict: 'running', punctuality: 'on-time' })
    makeDump(world, 'shop', at('20T03:10'))
    expect(night(world).run).toMatchObject({ verdict: 'verified' })
  })

  test('partial when one of several databases has no new dump', () => {
    const world = watchedWorld()
    makeDump(world, 'blog', start)
    const { run, told } = night(world)
    expect(run).toMatchObject({
      verdict: 'partial',
      databases: [
        { name: 'blog', outcome: 'new', sizeBytes: 1_000_000 },
        { name: 'shop', outcome: 'missing', sizeBytes: 0 },
      ],
      evidence: ['No new dump of shop appeared', 'New dump of blog: 1 MB'],
    })
    expect(told).toContain('critical run: A run left out some databases')
  })

  test('partial when the status says that it failed, although there are dumps', () => {
    const world = watchedWorld({ named: null })
    makeDump(world, 'blog', start)
    world.lastBackup = { status: 'FAILED', at: over }
    expect(night(world).run).toMatchObject({
      verdict: 'partial',
      evidence: [
        'The server’s status says that this run failed',
        'No new dump of shop appeared',
        'New dump of blog: 1 MB',
      ],
    })
  })

  test('partial when a new dump is empty, and that database is failing', () => {
    const world = watchedWorld()
    makeDump(world, 'blog', start)
    makeDump(world, 'shop', second, { size: 20, slots: ['last'] })
    const { run, told } = night(world)
    expect(run).toMatchObject({ verdict: 'partial' })
    expect(run?.evidence).toContain('The new dump of shop is empty')
    expect(told).toContain('critical database:shop: shop gets no good dumps')
  })

  test('failed when only empty files came of it', () => {
    const world = watchedWorld({ named: ['shop'] })
    makeDump(world, 'shop', start, { size: 20, slots: ['last'] })
    const { run, told } = night(world)
    expect(run).toMatchObject({ verdict: 'failed', evidence: ['The new dump of shop is empty'] })
    expect(told).toContain('critical run: A run failed')
  })

  test('missed, not failed, when the database could not be reached and nothing came of it', () => {
    const world = watchedWorld()
    expect(night(world).run).toMatchObject({
      punctuality: 'missed',
      verdict: null,
      evidence: [
        'No dump of that time has appeared: the run did not start, or ended before its first dump',
      ],
    })
  })

  test('unproven when the file was never linked and no status speaks for it', () => {
    const world = watchedWorld({ named: ['shop'] })
    makeDump(world, 'shop', start, { slots: ['last'] })
    expect(night(world).run).toMatchObject({
      verdict: 'unproven',
      evidence: [
        'The dump of shop is in “last” only, and nothing says that it is whole',
        'New dump of shop: 1 MB',
      ],
    })
  })

  test('unproven when a database that nobody names has no dump, and no status tells why', () => {
    const world = watchedWorld({ named: null })
    makeDump(world, 'blog', start)
    expect(night(world).run).toMatchObject({ verdict: 'unproven' })
  })

  test('verified without a database that nobody names and a successful run passed over', () => {
    const world = watchedWorld({ named: null })
    makeDump(world, 'blog', start)
    world.lastBackup = { status: 'OK', at: over }
    expect(night(world).run).toMatchObject({
      verdict: 'verified',
      databases: [{ name: 'blog', outcome: 'new' }],
    })
  })

  test('verified in a cluster by the one dump that holds all databases', () => {
    const world = aWorld({ named: ['shop'], isCluster: true })
    run(world, at('19T03:00'), ['cluster'])
    look(world, at('19T12:00'))
    run(world, start, ['cluster'])
    expect(night(world).run).toMatchObject({ verdict: 'verified' })
    expect(world.memory.databases.map(({ name }) => name)).toEqual(['cluster'])
  })

  test('not judged again when retention has taken its dumps', () => {
    const world = watchedWorld()
    run(world, start)
    expect(night(world).run?.verdict).toBe('verified')
    world.files = world.files.filter(({ modifiedAt }) => modifiedAt < start)
    look(world, at('20T08:00'))
    expect(night(world).run?.verdict).toBe('verified')
  })

  test('failed when its dump was begun and has disappeared', () => {
    const world = watchedWorld({ named: ['shop'] })
    makeDump(world, 'shop', start, { took: 60_000, slots: ['last'] })
    look(world, at('20T03:02'))
    expect(world.memory.runs.at(-1)?.verdict).toBe('running')
    world.files = world.files.filter(({ modifiedAt }) => modifiedAt < start)
    expect(night(world).run).toMatchObject({ verdict: 'failed' })
  })
})

describe('a run that the server was asked for', () => {
  const job = { id: 'j1', startedBy: 'otto', queuedAt: at('19T15:00'), evidence: ['said so'] }

  test('has the verdict of its job, and the dumps that were made meanwhile', () => {
    const world = watchedWorld()
    world.jobs = [{ ...job, startedAt: at('19T15:00'), endedAt: null, verdict: 'running' }]
    look(world, at('19T15:01'))
    makeDump(world, 'blog', at('19T15:00'))
    makeDump(world, 'shop', at('19T15:02'))
    world.jobs = [
      { ...job, startedAt: at('19T15:00'), endedAt: at('19T15:04'), verdict: 'verified' },
    ]
    const { runs } = look(world, at('19T15:05'))
    expect(runs).toMatchObject([
      {
        jobId: 'j1',
        origin: 'panel',
        startedBy: 'otto',
        verdict: 'verified',
        punctuality: 'unscheduled',
        evidence: ['said so'],
        sizeBytes: 2_000_000,
      },
    ])
    expect(world.memory.dumps.filter(({ runId }) => runId === runs[0]?.id)).toHaveLength(2)
  })

  test('keeps when it began after the server has forgotten it', () => {
    const world = watchedWorld()
    world.jobs = [{ ...job, startedAt: at('19T15:00'), endedAt: null, verdict: 'running' }]
    look(world, at('19T15:01'))
    world.jobs = [{ ...job, startedAt: null, endedAt: at('19T16:00'), verdict: 'lost' }]
    look(world, at('19T16:00'))
    expect(world.memory.runs.find(({ jobId }) => jobId)).toMatchObject({
      verdict: 'lost',
      startedAt: at('19T15:00'),
      endedAt: null,
    })
  })

  test('that was skipped claims no dump of the run that it met', () => {
    const world = watchedWorld()
    run(world, start)
    world.jobs = [{ ...job, startedAt: start, endedAt: over, verdict: 'skipped' }]
    expect(night(world).run).toMatchObject({ verdict: 'verified', jobId: null })
    expect(world.memory.runs.find(({ jobId }) => jobId)?.databases).toEqual([])
  })

  test('ends what a failed one began', () => {
    const world = watchedWorld()
    world.jobs = [{ ...job, startedAt: at('19T15:00'), endedAt: at('19T15:01'), verdict: 'failed' }]
    const first = look(world, at('19T15:02'))
    expect(first.events).toMatchObject([
      { severity: 'critical', subject: 'run', evidence: ['said so'] },
    ])
    const again = { ...job, id: 'j2', startedAt: at('19T16:00'), endedAt: at('19T16:01') }
    world.jobs = [{ ...again, verdict: 'verified' }, ...world.jobs]
    const next = look(world, at('19T16:02'))
    expect(next.events).toMatchObject([{ severity: 'resolved', subject: 'run' }])
    expect(watch(world, at('19T16:10'), at('19T20:00'), hour).events).toEqual([])
  })
})
