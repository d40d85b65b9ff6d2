import { describe, expect, test } from 'vitest'
import { at, night, over, second, start, watchedWorld } from './two-databases.ts'
import { aWorld, look, makeDump, minute, run, watch } from './world.ts'

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

  test('verified still when another run of that day has taken the names of its links', () => {
    const world = watchedWorld()
    run(world, start)
    look(world, at('20T03:05'))
    run(world, at('20T03:10'))
    const { events } = watch(world, at('20T03:15'), at('20T04:00'), 5 * minute)
    const runs = world.memory.runs.filter(({ startedAt }) => startedAt && startedAt >= start)
    expect(runs.map(({ verdict }) => verdict)).toEqual(['verified', 'verified'])
    expect(events).toEqual([])
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
