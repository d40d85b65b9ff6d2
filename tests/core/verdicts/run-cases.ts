import { expect, test } from 'vitest'
import type { Job } from '../../../src/core/job.ts'
import type { ServerStatus } from '../../../src/core/server.ts'
import { judgeRun } from '../../../src/core/verdicts/run-verdict.ts'
import type { RunEvidence, RunVerdict } from '../../../src/core/verdicts/verdict.ts'
import { aDump, aJob, at } from '../builders.ts'
import { dumped, runLog, summed } from './logs.ts'

export const shop = aDump()
export const crm = aDump({ database: 'crm', name: 'crm-20261120-215606.sql.gz' })
export const yesterday = aDump({
  name: 'shop-20261119-215606.sql.gz',
  modifiedAt: new Date('2026-11-19T21:56:08Z'),
})
export const emptyShop = aDump({ sizeBytes: 0 })

export function status(word: string, time: string, isCluster = false): ServerStatus {
  return { schedule: '@daily', isCluster, lastBackup: { status: word, at: at(time) } }
}

export const statusOk = status('OK', '21:56:09')
export const healthy = runLog(dumped('shop'), summed(1, 0))
export const both = runLog(dumped('shop'), dumped('crm'), summed(2, 0))

export function judge(job: Partial<Job> | null, around: Partial<Omit<RunEvidence, 'job'>> = {}) {
  return judgeRun({
    job: job && aJob(job),
    dumps: [shop],
    expectedDatabases: ['shop'],
    status: statusOk,
    ...around,
  })
}

export interface Case {
  title: string
  job: Partial<Job> | null
  around?: Partial<Omit<RunEvidence, 'job'>>
  verdict: RunVerdict
  /** A piece of one of the sentences that stand for it. */
  because: string
}

export function table(cases: Case[]) {
  test.each(cases)('$title → $verdict', ({ job, around, verdict, because }) => {
    const judgement = judge(job, around)
    expect(judgement.verdict).toBe(verdict)
    expect(judgement.evidence.join('\n')).toContain(because)
  })
}

export const failed = { state: 'failed', exitCode: 1 } as const
