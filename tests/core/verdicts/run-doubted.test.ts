import { describe } from 'vitest'
import { aDump, at } from '../builders.ts'
import { dumped, refused, runLog, summed } from './logs.ts'
import { both, crm, emptyShop, healthy, shop, status, table, yesterday } from './run-cases.ts'

describe('a run that the server calls succeeded, and that is not', () => {
  table([
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
      title: 'a database that is called cluster does not stand for the others',
      job: { log: runLog(dumped('cluster'), summed(1, 0)) },
      around: {
        dumps: [aDump({ database: 'cluster', name: 'cluster-20261120-215606.sql.gz' })],
        expectedDatabases: ['cluster', 'shop'],
      },
      verdict: 'unproven',
      because: 'no new dump of shop appeared',
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
})
