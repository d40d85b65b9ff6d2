import { describe } from 'vitest'
import { aDump, at } from '../builders.ts'
import { dumped, runLog, summed } from './logs.ts'
import { healthy, status, table } from './run-cases.ts'

describe('a run that the server calls succeeded, and that is', () => {
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
  ])
})
