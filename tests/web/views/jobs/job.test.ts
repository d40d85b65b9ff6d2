import { describe, expect, test } from 'vitest'
import type { Job } from '../../../../src/core/job.ts'
import type { JudgedJob } from '../../../../src/services/jobs.ts'
import { jobView } from '../../../../src/web/views/jobs/job.ts'
import { rememberedJob } from '../../../../src/web/views/jobs/job-row.ts'
import { aJob, at } from '../../../core/builders.ts'
import { renderStrictly } from '../../../support/strict-view.ts'
import { aFault, aJudgedJob, aRestore, aSubject, aViewer } from '../builders.ts'

function viewOf(changes: Partial<JudgedJob> = {}, viewer = aViewer()) {
  return jobView({ ...aSubject(), judged: aJudgedJob(changes), error: null }, viewer)
}

function html(view: ReturnType<typeof viewOf>) {
  return renderStrictly('jobs/show', view)
}

/** Without the fields that the server leaves out until a job ends. */
function unfinished(state: Job['state'], startedAt?: Date): Job {
  const { exitCode: _, finishedAt: __, startedAt: ___, ...job } = aJob({ state, log: null })
  return startedAt ? { ...job, startedAt } : job
}

const running = {
  job: unfinished('running', at('22:54:03')),
  judgement: { verdict: 'running' as const, evidence: ['It runs'] },
}

function aBadRestore(verdict: 'failed' | 'lost' | 'with-errors' | 'unproven' | 'clean') {
  const job = verdict === 'lost' ? null : aJob({ kind: 'restore', log: ['one'] })
  return viewOf({ job, operation: aRestore(), judgement: { verdict, evidence: ['a fact'] } })
}

describe('job page', () => {
  test('shows the verdict with the facts that it stands on', () => {
    const view = viewOf()
    expect(view.badge.text).toBe('Verified')
    expect(html(view)).toContain('A new dump of shop is there')
  })

  test('tells the moments of a short job apart', () => {
    const texts = viewOf().times.map(({ time }) => time.text)
    expect(new Set(texts).size).toBe(3)
  })

  test('counts on while it runs, and says when the log arrives', () => {
    const view = viewOf(running)
    expect(view).toMatchObject({ duration: '2 min 5 s', elapsedMs: 125_000, exitCode: null })
    expect(html(view)).toContain('data-ticking="125000"')
    expect(html(view)).toContain('data-live="/base/servers/s1/jobs/a1b2c3d4e5f60718"')
    expect(view.log.note).toContain('arrives when the job ends')
  })

  test('has no duration while it is queued', () => {
    const judgement = { verdict: 'queued' as const, evidence: ['It waits'] }
    const view = viewOf({ job: unfinished('queued'), judgement })
    expect(view.times.map((moment) => moment.label)).toEqual(['Queued'])
    expect(view).toMatchObject({ duration: null, elapsedMs: null, isLive: true })
  })

  test('stops following once it has ended', () => {
    expect(viewOf().liveHref).toBeNull()
    expect(html(viewOf())).not.toContain('data-live')
  })

  test('shows an exit code only when the process had one, and why it could not start', () => {
    const { exitCode: _, ...job } = aJob({
      state: 'failed',
      error: 'fork/exec /backup.sh: no such file',
    })
    const judgement = { verdict: 'failed' as const, evidence: ['It could not start'] }
    const page = html(viewOf({ job, judgement }))
    expect(page).toContain('fork/exec /backup.sh: no such file')
    expect(page).not.toContain('Exit code')
    expect(html(viewOf({ job: aJob({ exitCode: 3 }) }))).toContain('Exit code')
  })

  test('marks errors in the log and escapes what it says', () => {
    const log = ['fine', 'ERROR:  relation "<b>" already exists', '⚠️ careful']
    const view = viewOf({ job: aJob({ log }) })
    expect(view.log.lines.map((line) => line.mark)).toEqual(['plain', 'error', 'warning'])
    expect(view.log.marked).toBe('1 error, 1 warning')
    expect(html(view)).toContain('&lt;b&gt;')
  })

  test('says when only the tail of the log was kept', () => {
    expect(viewOf({ job: aJob({ log: ['one'], isLogFull: true }) }).log.note).toContain(
      'Only the last',
    )
  })

  test.each(['failed', 'lost'] as const)(
    'warns that a %s restore may have half filled its target',
    (verdict) => {
      const page = html(aBadRestore(verdict))
      expect(page).toContain('“shop_restored_20261120” may be half filled')
      expect(page).toContain('/base/servers/s1/restores/new')
    },
  )

  test.each(['with-errors', 'unproven'] as const)(
    'says what to do after a restore %s',
    (verdict) => {
      expect(aBadRestore(verdict).advice?.lines.length).toBeGreaterThan(0)
    },
  )

  test('says after a clean restore what is left to do, and does not warn', () => {
    const view = aBadRestore('clean')
    expect(view.advice?.lines.join(' ')).toContain('let your application use it')
    expect(html(view)).toContain('data-tone="ok" data-icon="check"')
  })

  test('explains a lost job', () => {
    expect(aBadRestore('lost').advice?.lines[0]).toContain('restarted or dropped')
    expect(aBadRestore('lost').log.note).toContain('no longer has this job')
  })

  test('offers another restore only to those who may', () => {
    const changes = {
      operation: aRestore(),
      judgement: { verdict: 'failed' as const, evidence: [] },
    }
    const job = aJob({ kind: 'restore' })
    expect(viewOf({ job, ...changes }, aViewer('viewer')).advice?.link).toBeNull()
  })

  test('shows what the panel remembers when the server cannot be asked', () => {
    const { error } = aFault('refused')
    const judged = rememberedJob(aRestore())
    const view = jobView({ ...aSubject(), judged, error }, aViewer())
    expect(view.heading).toBe('Restore into shop_restored_20261120')
    expect(view.advice).toBeNull()
    expect(view.evidence.join(' ')).toContain('Whether it has ended is not known')
    expect(html(view)).toContain('The connection was refused')
    expect(view.log.note).toContain('could not be asked')
  })
})

test('a failure after the dump is not put down to delivery, which it may not have been', () => {
  const judgement = { verdict: 'delivery-failed' as const, evidence: ['ln: failed to access'] }
  const { advice } = viewOf({ judgement })
  expect(advice?.title).toBe('The dump is on the server; a step after it failed')
  expect(advice?.lines.join(' ')).toContain('If it was Telegram or a webhook')
})

test('is followed on while the server is out of reach, unless the end was seen', () => {
  const { error } = aFault('timeout')
  const open = jobView({ ...aSubject(), judged: rememberedJob(aRestore()), error }, aViewer())
  expect(html(open)).toContain('data-live="/base/servers/s1/jobs/')
  const seen = rememberedJob(aRestore({ verdict: 'clean', evidence: ['a fact'] }))
  expect(jobView({ ...aSubject(), judged: seen, error }, aViewer()).liveHref).toBeNull()
})

describe('advice after a restore', () => {
  const job = aJob({ kind: 'restore' })

  test.each([
    'It stopped before the replay. The target was not touched',
    'It stopped before the replay; the target may be left behind, empty',
    'The target was not touched',
  ])('does not call the target half filled when the facts say: %s', (fact) => {
    const judgement = { verdict: 'failed' as const, evidence: ['a reason', fact] }
    const { advice } = viewOf({ job, operation: aRestore(), judgement })
    expect(advice?.title).toBe('Nothing was restored')
  })

  test('of which nothing is proven claims no reason of its own', () => {
    expect(aBadRestore('unproven').advice?.lines.join(' ')).not.toContain('end of the log')
  })

  test('of a cluster does not speak of the target, which the server ignores', () => {
    const operation = aRestore({ source: 'cluster-20261120-215606.sql.gz' })
    const judgement = { verdict: 'with-errors' as const, evidence: ['a fact'] }
    const { advice } = viewOf({ job, operation, judgement })
    expect(advice?.title).toBe('All databases were replayed, not “shop_restored_20261120”')
  })
})
