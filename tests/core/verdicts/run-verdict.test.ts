import { describe, expect, test } from 'vitest'
import { judgeRun } from '../../../src/core/verdicts/run-verdict.ts'
import { aDump, aJob } from '../builders.ts'
import { dumped, runLog, summed } from './logs.ts'
import { healthy, judge, shop, statusOk, table } from './run-cases.ts'

describe('a run that has not ended, or is forgotten', () => {
  table([
    {
      title: 'the server no longer knows it',
      job: null,
      verdict: 'lost',
      because: 'no longer knows this job',
    },
    {
      title: 'it waits for another job',
      job: { state: 'queued' },
      verdict: 'queued',
      because: 'one job at a time',
    },
    {
      title: 'it runs',
      job: { state: 'running' },
      verdict: 'running',
      because: 'only when the run has ended',
    },
  ])
})

describe('what a verdict of a run says', () => {
  test.each([
    '⚠️ Failed to send backup to Telegram chat 42: Forbidden: bot was blocked by the user.',
    '⚠️ Backup not delivered to any chat. It is still saved locally.',
    '⚠️ MTProto upload failed. Backup is still saved locally.',
    '⚠️ Webhook call to https://hooks.example.com/T0/s3cret failed.',
    '⚠️ Invalid webhook URL: hooks.example.com',
  ])('delivery trouble makes it delivery-failed: %s', (line) => {
    const judgement = judge({ log: runLog(dumped('shop'), [line], summed(1, 0)) })
    expect(judgement.verdict).toBe('delivery-failed')
    expect(judgement.evidence[0]).toContain('The log says:')
    expect(judgement.evidence.join()).not.toContain('s3cret')
  })

  test('without an end there is no time in which a dump could be new', () => {
    const { finishedAt: _, ...endless } = aJob({ log: healthy })
    const around = { dumps: [shop], expectedDatabases: ['shop'], status: statusOk }
    expect(judgeRun({ job: endless, ...around }).verdict).toBe('unproven')
  })

  test('a harmless warning does not take the green away', () => {
    const line = '⚠️ Could not embed restore id for chat 42.'
    expect(judge({ log: runLog(dumped('shop'), [line], summed(1, 0)) }).verdict).toBe('verified')
  })

  test('fifty databases do not make fifty sentences', () => {
    const names = Array.from({ length: 50 }, (_, index) => `db${index}`)
    const dumps = names.map((database) =>
      aDump({ database, name: `${database}-20261120-215606.sql.gz` }),
    )
    const job = { log: summed(50, 0), isLogFull: true }
    const { verdict, evidence } = judge(job, { dumps, expectedDatabases: names })
    expect(verdict).toBe('verified')
    expect(evidence).toHaveLength(10)
    expect(evidence).toContain('New dumps of 42 more databases')
  })
})
