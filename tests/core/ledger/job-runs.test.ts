import { describe, expect, test } from 'vitest'
import { at, night, over, start, watchedWorld } from './two-databases.ts'
import { hour, look, makeDump, run, watch } from './world.ts'

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

  test('has its dumps, even if they were listed a moment before the job was', () => {
    const world = watchedWorld()
    makeDump(world, 'blog', at('19T15:00'))
    makeDump(world, 'shop', at('19T15:02'))
    const { runs } = look(world, at('19T15:04'))
    expect(runs).toMatchObject([{ punctuality: 'unscheduled', jobId: null }])
    const times = { startedAt: at('19T15:00'), endedAt: at('19T15:04') }
    world.jobs = [{ ...job, ...times, verdict: 'verified' }]
    const next = look(world, at('19T15:05'))
    expect(next.removedRunIds).toEqual([runs[0]?.id])
    expect(next.runs).toMatchObject([
      { jobId: 'j1', databases: [{ name: 'blog' }, { name: 'shop' }] },
    ])
  })

  test('is not entered again when it is too old to be at hand', () => {
    const world = watchedWorld()
    const times = { startedAt: at('10T15:00'), endedAt: at('10T15:04') }
    world.jobs = [{ ...job, queuedAt: at('10T15:00'), ...times, verdict: 'verified' }]
    world.memory.runsSince = at('12T00:00')
    expect(look(world, at('19T15:05')).runs).toEqual([])
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
