import { describe, expect, test } from 'vitest'
import { readJobQuery } from '../../../../src/web/forms/job-query.ts'
import { jobsView } from '../../../../src/web/views/jobs/jobs.ts'
import { aJob, at } from '../../../core/builders.ts'
import { renderStrictly } from '../../../support/strict-view.ts'
import { aFault, aJudgedJob, anOperation, aRestore, aSubject, aViewer } from '../builders.ts'

type Jobs = Parameters<typeof jobsView>[0]['jobs']

function viewOf(jobs: Jobs, remembered = [anOperation()], query = {}) {
  return jobsView({ ...aSubject(), jobs, remembered, query: readJobQuery(query) }, aViewer())
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
      duration: '3 s',
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

  test('draws anew with the list why it may be missing, and how long it is', () => {
    for (const jobs of [aFault('dns'), { ok: true as const, value: [aJudgedJob()] }]) {
      const [before = '', part = ''] = html(viewOf(jobs)).split('data-part="live"')
      for (const words of ['The host name does not resolve', '1 job']) {
        expect(before).not.toContain(words)
      }
      expect(part).toContain('1 job')
      expect(part.includes('The host name does not resolve')).toBe(!jobs.ok)
    }
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

  const restore = aJudgedJob({
    id: 'r1',
    job: aJob({ id: 'r1', kind: 'restore', queuedAt: at('21:00:00') }),
    operation: aRestore({ jobId: 'r1', startedBy: 'ann' }),
    judgement: { verdict: 'with-errors', evidence: ['The log has 3 errors'] },
  })
  const foreign = aJudgedJob({ id: 'f1', operation: null, job: aJob({ id: 'f1' }) })
  const three: Jobs = { ok: true, value: [restore, foreign, aJudgedJob({ id: 'a1' })] }
  const idsFor = (query: object) => viewOf(three, [], query).rows.map((row) => row.id)

  test('narrows by kind, verdict, person and text', () => {
    expect(idsFor({ kind: 'restore' })).toEqual(['r1'])
    expect(idsFor({ verdict: 'verified', who: 'otto' })).toEqual(['a1'])
    expect(idsFor({ who: ':elsewhere' })).toEqual(['f1'])
    expect(idsFor({ q: 'THREE ERRORS' })).toEqual([])
    expect(idsFor({ q: '3 Errors' })).toEqual(['r1'])
    expect(idsFor({ kind: 'x', verdict: '__proto__', sort: 'nonsense' })).toHaveLength(3)
  })

  test('offers only what occurs, and keeps the filters when the order changes', () => {
    const view = viewOf(three, [], { kind: 'restore', sort: 'who' })
    expect(view.filters?.people.map(({ text }) => text)).toEqual([
      'Everyone',
      'ann',
      'otto',
      'Not started here',
    ])
    expect(view.filters?.verdicts.map(({ text }) => text)).toEqual([
      'All verdicts',
      'Verified',
      'With errors',
    ])
    expect(view.columns.find(({ text }) => text === 'Started by')).toMatchObject({
      sort: 'ascending',
      href: '/base/servers/s1/jobs?kind=restore&sort=-who',
    })
    expect(view.refreshHref).toBe('/base/servers/s1/jobs?kind=restore&sort=who')
  })

  test('tells a search that found nothing from a server without jobs', () => {
    const page = html(viewOf(three, [], { q: 'zzz' }))
    expect(page).toContain('No job matches')
    expect(page).not.toContain('No jobs yet')
  })
})
