import { describe } from 'vitest'
import { at } from '../builders.ts'
import { dumped, preamble, refused, runLog, summed } from './logs.ts'
import { crm, failed, healthy, shop, status, table, yesterday } from './run-cases.ts'

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
