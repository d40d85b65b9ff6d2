import { describe, expect, test } from 'vitest'
import { jobsView } from '../../../src/web/views/jobs.ts'
import { aJob, at } from '../../core/builders.ts'
import { renderStrictly } from '../../support/strict-view.ts'
import { aFault, aJudgedJob, anOperation, aRestore, aSubject, aViewer } from './builders.ts'

type Jobs = Parameters<typeof jobsView>[0]['jobs']

function viewOf(jobs: Jobs, remembered = [anOperation()]) {
  return jobsView({ ...aSubject(), jobs, remembered }, aViewer())
}

function html(view: ReturnType<typeof viewOf>) {
  return renderStrictly('jobs/index', view)
}

describe('jobs page', () => {
  test('says what, who, when, how long, about what and how it ended', () => {
    const restore = aJudgedJob({
      job: aJob({ kind: 'restore' }),
      operation: aRestore(),
      judgement: { verdict: 'with-errors', evidence: ['The log has 3 errors'] },
    })
    const view = viewOf({ ok: true, value: [restore] })
    expect(view.rows[0]).toMatchObject({
      kind: 'Restore',
      startedBy: 'otto',
      about: 'shop-20261120-215606.sql.gz into shop_restored_20261120',
      duration: '3.0 s',
      reason: 'The log has 3 errors',
      badge: { text: 'With errors', tone: 'bad' },
    })
    expect(html(view)).toContain('With errors')
  })

  test('does not pretend to know who started a job elsewhere', () => {
    const view = viewOf({ ok: true, value: [aJudgedJob({ operation: null })] })
    expect(view.rows[0]).toMatchObject({ startedBy: 'not started here', isStartedHere: false })
  })

  test('shows a lost job among the others, by its time', () => {
    const lost = aJudgedJob({
      id: 'lost',
      job: null,
      operation: anOperation({ jobId: 'lost', startedAt: at('22:00:00') }),
      judgement: { verdict: 'lost', evidence: ['The server forgot it'] },
    })
    const view = viewOf({ ok: true, value: [aJudgedJob(), lost] })
    expect(view.rows.map((row) => row.badge.text)).toEqual(['Lost', 'Verified'])
    expect(view.rows[0]?.duration).toBeNull()
  })

  test('shows what the panel remembers when the server cannot be asked, and says why', () => {
    const view = viewOf(aFault('dns'))
    expect(view.isEmpty).toBe(false)
    expect(html(view)).toContain('The host name does not resolve')
    expect(html(view)).toContain('What this panel remembers')
  })

  test('says that there are none only when the server answered so', () => {
    expect(html(viewOf({ ok: true, value: [] }))).toContain('No jobs yet')
    expect(html(viewOf(aFault('timeout'), []))).not.toContain('No jobs yet')
  })

  test('follows by itself only while something goes on', () => {
    const judgement = { verdict: 'queued' as const, evidence: ['Waiting'] }
    const queued = viewOf({ ok: true, value: [aJudgedJob({ judgement })] })
    expect(html(queued)).toContain('data-live="/base/servers/s1/jobs"')
    expect(html(viewOf({ ok: true, value: [aJudgedJob()] }))).not.toContain('data-live')
  })
})
