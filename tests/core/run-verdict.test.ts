import { describe, expect, test } from 'vitest'
import type { Job } from '../../src/core/job.ts'
import { judgeRun } from '../../src/core/run-verdict.ts'
import type { ServerStatus } from '../../src/core/server.ts'
import type { RunEvidence, RunVerdict } from '../../src/core/verdict.ts'
import { aDump, aJob, at } from './builders.ts'
import { dumped, preamble, refused, runLog, summed } from './logs.ts'

const shop = aDump()
const crm = aDump({ database: 'crm', name: 'crm-20261120-215606.sql.gz' })
const yesterday = aDump({
  name: 'shop-20261119-215606.sql.gz',
  modifiedAt: new Date('2026-11-19T21:56:08Z'),
})
const emptyShop = aDump({ sizeBytes: 0 })

function status(word: string, time: string, isCluster = false): ServerStatus {
  return { schedule: '@daily', isCluster, lastBackup: { status: word, at: at(time) } }
}

const statusOk = status('OK', '21:56:09')
const healthy = runLog(dumped('shop'), summed(1, 0))
const both = runLog(dumped('shop'), dumped('crm'), summed(2, 0))

function judge(job: Partial<Job> | null, around: Partial<Omit<RunEvidence, 'job'>> = {}) {
  return judgeRun({
    job: job && aJob(job),
    dumps: [shop],
    expectedDatabases: ['shop'],
    status: statusOk,
    ...around,
  })
}

interface Case {
  title: string
  job: Partial<Job> | null
  around?: Partial<Omit<RunEvidence, 'job'>>
  verdict: RunVerdict
  /** A piece of one of the sentences that stand for it. */
  because: string
}

function table(cases: Case[]) {
  test.each(cases)('$title → $verdict', ({ job, around, verdict, because }) => {
    const judgement = judge(job, around)
    expect(judgement.verdict).toBe(verdict)
    expect(judgement.evidence.join('\n')).toContain(because)
  })
}

const failed = { state: 'failed', exitCode: 1 } as const

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

describe('a run that the server calls succeeded', () => {
  table([
    {
      title: 'each expected database has a new dump and the log counts no failure',
      job: { log: healthy },
      verdict: 'verified',
      because: 'New dump of shop: 1.2 MB, finished 21:56:08 UTC, inside the run',
    },
    {
      title: 'the log is lost, but the status confirms the end',
      job: { log: null },
      verdict: 'verified',
      because: 'New dump of shop',
    },
    {
      title: 'status and settings cannot be read, but the log names what was found',
      job: {
        log: runLog(['✅ Auto-discovered 1 database(s): shop'], dumped('shop'), summed(1, 0)),
      },
      around: { expectedDatabases: null, status: null },
      verdict: 'verified',
      because: '1 succeeded, 0 failed',
    },
    {
      title: 'two runs of the same second share one file',
      job: { log: healthy, startedAt: at('21:56:08'), finishedAt: at('21:56:08') },
      verdict: 'verified',
      because: 'New dump of shop',
    },
    {
      title: 'the file system rounded the time down to before the start',
      job: { log: healthy, startedAt: at('21:56:09') },
      verdict: 'verified',
      because: 'New dump of shop',
    },
    {
      title: 'colours, blanks and other emoji around the same words',
      job: { log: healthy.map((line) => `\u001b[1;32m  ${line.replace('✅', '✔')} \u001b[0m\r`) },
      verdict: 'verified',
      because: '1 succeeded, 0 failed',
    },
    {
      title: 'all databases in one dump, whatever the settings name',
      job: {
        log: runLog(
          [
            'Creating cluster dump from db...',
            '✅ Backup created: /backups/last/cluster-20261120-215606.sql.gz (72K, 1s)',
          ],
          summed(1, 0),
        ),
      },
      around: {
        dumps: [aDump({ database: 'cluster', name: 'cluster-20261120-215606.sql.gz' })],
        status: status('OK', '21:56:09', true),
      },
      verdict: 'verified',
      because: 'New dump of cluster',
    },
    {
      title: 'all databases in one dump, and only the log says that it is so',
      job: {
        log: runLog(
          [
            'Creating cluster dump from db...',
            '✅ Backup created: /backups/last/cluster-20261120-215606.sql.gz (72K, 1s)',
          ],
          summed(1, 0),
        ),
      },
      around: {
        dumps: [aDump({ database: 'cluster', name: 'cluster-20261120-215606.sql.gz' })],
        status: null,
      },
      verdict: 'verified',
      because: 'New dump of cluster',
    },
    {
      title: 'the file system lags behind by a second',
      job: { log: healthy, finishedAt: at('21:56:07') },
      verdict: 'verified',
      because: 'New dump of shop',
    },
    {
      title: 'a new file of no database counts for nothing',
      job: { log: summed(1, 0), isLogFull: true },
      around: { expectedDatabases: null, dumps: [aDump({ database: '', name: 'notes.txt' })] },
      verdict: 'unproven',
      because: 'The log counts 1 dump, but 0 appeared',
    },
    {
      title: 'a dump came out empty, and the script noticed',
      job: {
        log: runLog(
          dumped('shop'),
          [
            'Creating dump of crm database from db...',
            '❌ Error: Backup file /backups/last/crm-20261120-215606.sql.gz is empty or missing. Skipping.',
          ],
          summed(1, 1),
        ),
      },
      around: { expectedDatabases: ['shop', 'crm'] },
      verdict: 'partial',
      because: 'The dump of crm failed',
    },
    {
      title: 'the uploader failed with words of its own',
      job: {
        log: runLog(
          dumped('shop'),
          [
            'tg-upload: error: rpc error code 400: CHAT_ID_INVALID',
            '⚠️ MTProto upload failed. Backup is still saved locally.',
          ],
          summed(1, 0),
        ),
      },
      verdict: 'delivery-failed',
      because: 'MTProto upload failed',
    },
    {
      title: 'last/ was emptied since, and only the daily name is left',
      job: { log: healthy },
      around: { dumps: [aDump({ slot: 'daily', name: 'shop-20261120.sql.gz' })] },
      verdict: 'verified',
      because: 'New dump of shop',
    },
    {
      title: 'M1: one of several databases failed',
      job: { log: runLog(dumped('shop'), refused('crm'), summed(1, 1)) },
      around: { expectedDatabases: ['shop', 'crm'], status: status('FAILED', '21:56:09') },
      verdict: 'partial',
      because: 'The log says 1 database failed',
    },
    {
      title: 'one of several failed, and only the status says so',
      job: { log: null },
      around: { expectedDatabases: ['shop', 'crm'], status: status('FAILED', '21:56:09') },
      verdict: 'partial',
      because: 'status says that this run failed',
    },
    {
      title: 'a failed pg_dump left a file that looks like a dump',
      job: { log: runLog(dumped('shop'), refused('crm'), summed(1, 1)) },
      around: { dumps: [shop, crm], expectedDatabases: ['shop', 'crm'] },
      verdict: 'partial',
      because: 'The dump of crm failed: do not trust a file of it from this run',
    },
    {
      title: 'the archive of one database is broken',
      job: {
        log: runLog(
          dumped('shop'),
          [
            'Creating dump of crm database from db...',
            '⚠️ Backup integrity check failed for crm. Gzip file is corrupted.',
          ],
          summed(1, 1),
        ),
      },
      around: { dumps: [shop, crm], expectedDatabases: ['shop', 'crm'] },
      verdict: 'partial',
      because: 'crm failed',
    },
    {
      title: 'every database failed, and the job still ends with 0',
      job: { log: runLog(refused('shop'), summed(0, 1)) },
      around: { dumps: [yesterday], status: status('FAILED', '21:56:09') },
      verdict: 'failed',
      because: 'The log says 1 database failed',
    },
    {
      title: 'the only database failed, and only the status says so',
      job: { log: null },
      around: { status: status('FAILED', '21:56:09') },
      verdict: 'failed',
      because: 'status says that this run failed',
    },
    {
      title: 'the dump of all databases failed and left an empty archive',
      job: {
        log: runLog(
          ['Creating cluster dump from db...', '❌ Error: pg_dumpall failed. Aborting.'],
          summed(0, 1),
        ),
      },
      around: {
        dumps: [
          aDump({ database: 'cluster', name: 'cluster-20261120-215606.sql.gz', sizeBytes: 20 }),
        ],
      },
      verdict: 'failed',
      because: 'The dump of cluster failed',
    },
    {
      title: 'the only new dump has no bytes',
      job: { log: healthy },
      around: { dumps: [emptyShop] },
      verdict: 'failed',
      because: 'The new dump of shop is empty',
    },
    {
      title: 'one of two new dumps has no bytes',
      job: { log: both },
      around: { dumps: [emptyShop, crm], expectedDatabases: ['shop', 'crm'] },
      verdict: 'partial',
      because: 'The new dump of shop is empty',
    },
    {
      title: 'M3: another run held the lock',
      job: { log: ['⚠️ Another backup is already running. Skipping this run.'] },
      verdict: 'skipped',
      because: 'Another backup was running',
    },
    {
      title: 'M8: directory format is not listed',
      job: {
        log: runLog(
          [
            'Creating dump of shop database from db...',
            '📂 Directory format (-Fd) detected. Removing compression option...',
            '✅ Backup verification passed for shop.',
            '✅ Backup created: /backups/last/shop-20261120-215606.sql.gz (32K, 0s)',
          ],
          summed(1, 0),
        ),
      },
      around: { dumps: [] },
      verdict: 'unproven',
      because: 'directory format (-Fd), which the server does not list',
    },
    {
      title: 'no new dump appeared',
      job: { log: healthy },
      around: { dumps: [yesterday] },
      verdict: 'unproven',
      because: 'The server reports success, but no new dump of shop appeared',
    },
    {
      title: 'only one of two expected dumps appeared',
      job: { log: healthy },
      around: { expectedDatabases: ['shop', 'crm'] },
      verdict: 'unproven',
      because: 'no new dump of crm appeared',
    },
    {
      title: 'the dump of the second before belongs to the run before',
      job: { log: healthy, startedAt: at('21:56:09') },
      around: { dumps: [shop, crm], expectedDatabases: ['shop', 'crm'] },
      verdict: 'unproven',
      because: 'no new dump of crm appeared',
    },
    {
      title: 'the file of that second is not the one that the log names',
      job: { log: runLog(dumped('shop', '20261120-215607'), summed(1, 0)) },
      verdict: 'unproven',
      because: 'no new dump of shop appeared',
    },
    {
      title: 'the list of dumps cannot be read',
      job: { log: healthy },
      around: { dumps: null },
      verdict: 'unproven',
      because: 'its list of dumps could not be read',
    },
    {
      title: 'neither settings nor log tell how many databases there are',
      job: { log: null },
      around: { expectedDatabases: null },
      verdict: 'unproven',
      because: 'Which databases should have been dumped is not known',
    },
    {
      title: 'the log counts more dumps than appeared',
      job: { log: runLog(summed(2, 0)) },
      around: { expectedDatabases: null },
      verdict: 'unproven',
      because: 'The log counts 2 dumps, but 1 appeared',
    },
    {
      title: 'the log counts as many dumps as appeared',
      job: { log: summed(1, 0), isLogFull: true },
      around: { expectedDatabases: null, status: null },
      verdict: 'verified',
      because: 'New dump of shop',
    },
    {
      title: 'the log counts no database at all',
      job: { log: summed(0, 0) },
      around: { expectedDatabases: null, dumps: [] },
      verdict: 'unproven',
      because: 'counts no database at all',
    },
    {
      title: 'a file is there, but nobody says that it is complete',
      job: { log: null },
      around: { status: null },
      verdict: 'unproven',
      because: 'neither the log nor the status says that they are complete',
    },
    {
      title: 'the status contradicts the log',
      job: { log: healthy },
      around: { status: status('FAILED', '21:56:09') },
      verdict: 'unproven',
      because: 'status says that a run failed at that time',
    },
    {
      title: 'a failure in the status from another time is not this run’s',
      job: { log: healthy },
      around: { status: status('FAILED', '20:00:00') },
      verdict: 'verified',
      because: 'New dump of shop',
    },
    {
      title: 'the log has an error that nothing accounts for',
      job: { log: [...healthy, 'cleanup.sh: error: cannot read the list'] },
      verdict: 'unproven',
      because: 'cleanup.sh: error',
    },
    {
      title: 'it ended before it began',
      job: { log: healthy, finishedAt: at('21:00:00') },
      verdict: 'unproven',
      because: 'no new dump of shop appeared',
    },
  ])

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

describe('a run that the server calls failed', () => {
  const telegram = { state: 'failed', exitCode: 7, log: runLog(dumped('shop')) } as const
  table([
    {
      title: 'M2: the database cannot be reached',
      job: {
        ...failed,
        log: [...preamble.slice(0, 2), '❌ Database is not reachable at db:5432. Aborting backup.'],
      },
      around: { dumps: [yesterday], status: status('OK', '10:00:00') },
      verdict: 'failed',
      because: 'The log says: Database is not reachable at db:5432',
    },
    {
      title: 'M2: the disk is too full',
      job: {
        ...failed,
        log: ['❌ Low disk space: 12MB available, 100MB required. Aborting.'],
      },
      around: { dumps: [yesterday] },
      verdict: 'failed',
      because: 'Low disk space: 12MB available',
    },
    {
      title: 'M4: Telegram cannot be reached',
      job: telegram,
      verdict: 'delivery-failed',
      because: 'Telegram could not be reached: no connection (exit code 7)',
    },
    {
      title: 'M4: the dump is too large for Telegram',
      job: {
        ...failed,
        log: runLog(dumped('shop'), ['⚠️ Backup 60M exceeds Telegram 50MB limit.']),
      },
      verdict: 'delivery-failed',
      because: 'exceeds Telegram 50MB limit',
    },
    {
      title: 'Telegram answers nonsense, and the log says nothing of it',
      job: { ...failed, log: runLog(dumped('shop')) },
      verdict: 'delivery-failed',
      because: 'It ended with exit code 1, and the log does not say why',
    },
    {
      title: 'the hook after the run failed',
      job: {
        ...failed,
        log: [...healthy, 'run-parts: /hooks/10-copy exited with return code 3'],
      },
      verdict: 'delivery-failed',
      because: '/hooks/10-copy exited with return code 3',
    },
    {
      title: 'the latest link could not be made after the dump',
      job: {
        ...failed,
        log: runLog(dumped('shop'), [
          "ln: failed to access 'shop-20261120-215606.sql.gz': No such file or directory",
        ]),
      },
      verdict: 'delivery-failed',
      because: 'ln: failed to access',
    },
    {
      title: 'the log is lost, but the exit code is that of the transfer',
      job: { state: 'failed', exitCode: 28, log: null },
      verdict: 'delivery-failed',
      because: 'no answer in time',
    },
    {
      title: 'the log is lost, but the status confirms the end of the dumps',
      job: { ...failed, log: null },
      verdict: 'delivery-failed',
      because: 'What failed came after the dumps',
    },
    {
      title: 'the whole log never says that the dump was finished',
      job: { ...telegram, log: runLog(['Creating dump of shop database from db...']) },
      around: { status: null },
      verdict: 'failed',
      because: 'nothing says that it is complete',
    },
    {
      title: 'the delivery broke the run off before the second database',
      job: telegram,
      around: { expectedDatabases: ['shop', 'crm'] },
      verdict: 'partial',
      because: 'No new dump of crm appeared',
    },
    {
      title: 'the dump of the run before does not stand in for the one that was not begun',
      job: { ...telegram, startedAt: at('21:56:09') },
      around: { expectedDatabases: ['shop', 'crm'], dumps: [shop, crm] },
      verdict: 'partial',
      because: 'No new dump of crm appeared',
    },
    {
      title: 'one database failed, and then the hook',
      job: {
        ...failed,
        log: [
          ...runLog(dumped('shop'), refused('crm'), summed(1, 1)),
          'run-parts: /hooks/10-copy exited with return code 3',
        ],
      },
      around: { expectedDatabases: ['shop', 'crm'] },
      verdict: 'partial',
      because: 'The log says 1 database failed',
    },
    {
      title: 'it was killed while it wrote the dump',
      job: { state: 'failed', exitCode: -1, log: null },
      around: { status: null },
      verdict: 'failed',
      because: 'A new file of shop is there (1.2 MB), but nothing says that it is complete',
    },
    {
      title: 'the list of dumps cannot be read, and the log reports one',
      job: telegram,
      around: { dumps: null },
      verdict: 'unproven',
      because: 'the list of dumps could not be read',
    },
    {
      title: 'the list of dumps cannot be read, and the log reports none',
      job: { ...failed, log: ['❌ Database is not reachable at db:5432. Aborting backup.'] },
      around: { dumps: null },
      verdict: 'failed',
      because: 'not reachable',
    },
    {
      title: 'nobody says how many databases should have followed',
      job: telegram,
      around: { expectedDatabases: null },
      verdict: 'failed',
      because: 'A new file of shop is there',
    },
    {
      title: 'a counted exit code 0 does not make it a success',
      job: { state: 'failed', exitCode: 0, log: null },
      around: { dumps: [], status: null },
      verdict: 'failed',
      because: 'exit code 0',
    },
    {
      title: 'it could not start',
      job: { state: 'failed', error: 'fork/exec /backup.sh: no such file or directory' },
      verdict: 'failed',
      because: 'could not start it: fork/exec /backup.sh',
    },
    {
      title: 'it says succeeded, but with an exit code',
      job: { state: 'succeeded', exitCode: 3 },
      around: { dumps: [] },
      verdict: 'failed',
      because: 'exit code 3',
    },
  ])
})
