import { describe, expect, test } from 'vitest'
import type { Job } from '../../../src/core/job.ts'
import { judgeRestore } from '../../../src/core/verdicts/restore-verdict.ts'
import type { RestoreVerdict } from '../../../src/core/verdicts/verdict.ts'
import { aJob } from '../builders.ts'
import {
  completed,
  creatingTarget,
  replayingArchive,
  replayingSql,
  restoreLog,
  statements,
} from './logs.ts'

interface Case {
  title: string
  job: Partial<Job> | null
  verdict: RestoreVerdict
  because: string
}

const healthy = restoreLog(creatingTarget, replayingSql, statements, completed)

function replayed(...lines: string[]): string[] {
  return restoreLog(replayingSql, statements, lines, completed)
}

const cases: Case[] = [
  {
    title: 'the server no longer knows it',
    job: null,
    verdict: 'lost',
    because: 'The target may be half filled',
  },
  { title: 'it waits', job: { state: 'queued' }, verdict: 'queued', because: 'one job at a time' },
  {
    title: 'it runs',
    job: { state: 'running' },
    verdict: 'running',
    because: 'only when the restore has ended',
  },
  {
    title: 'the whole log is there and free of errors',
    job: { log: healthy },
    verdict: 'clean',
    because: '6 SQL statements carried out',
  },
  {
    title: 'pg_restore is silent when all is well',
    job: { log: restoreLog(creatingTarget, replayingArchive, completed) },
    verdict: 'clean',
    because: 'without errors and to its end',
  },
  {
    title: 'notices and warnings are no errors',
    job: {
      log: replayed(
        'NOTICE:  extension "plpgsql" already exists, skipping',
        'WARNING:  no privileges were granted for "public"',
      ),
    },
    verdict: 'clean',
    because: 'without errors',
  },
  {
    title: 'M5: SQL replayed over a populated database',
    job: {
      log: replayed(
        'ERROR:  relation "orders" already exists',
        'ERROR:  duplicate key value violates unique constraint "orders_pkey"',
        'DETAIL:  Key (id)=(1) already exists.',
        'CONTEXT:  COPY orders, line 1',
      ),
    },
    verdict: 'with-errors',
    because: 'The log has 2 errors, the first: ERROR: relation "orders" already exists',
  },
  {
    title: 'M6: a truncated archive',
    job: {
      log: restoreLog(
        creatingTarget,
        replayingArchive,
        [
          'pg_restore: error: could not read from input file: end of file',
          '⚠️ pg_restore completed with warnings.',
        ],
        completed,
      ),
    },
    verdict: 'with-errors',
    because: 'could not read from input file',
  },
  {
    title: 'a text file taken for an archive',
    job: {
      log: restoreLog(
        replayingArchive,
        [
          'pg_restore: error: input file does not appear to be a valid archive (too short?)',
          '⚠️ pg_restore completed with warnings.',
        ],
        completed,
      ),
    },
    verdict: 'with-errors',
    because: 'valid archive',
  },
  {
    title: 'an error at the end of a full tail',
    job: { log: replayed('FATAL:  terminating connection'), isLogFull: true },
    verdict: 'with-errors',
    because: 'terminating connection',
  },
  {
    title: 'a full tail without errors',
    job: { log: healthy, isLogFull: true },
    verdict: 'unproven',
    because: 'errors may have scrolled away',
  },
  {
    title: 'no log at all',
    job: { log: null },
    verdict: 'unproven',
    because: 'there is no log',
  },
  {
    title: 'the log stops before the end',
    job: { log: restoreLog(replayingSql, statements) },
    verdict: 'unproven',
    because: 'does not say that the restore was completed',
  },
  {
    title: 'an archive with nothing in it',
    job: { log: restoreLog(creatingTarget, replayingSql, completed) },
    verdict: 'unproven',
    because: 'Not one SQL statement was carried out',
  },
  {
    title: 'messages in another language',
    job: { log: replayed('FEHLER:  Relation »orders« existiert bereits') },
    verdict: 'unproven',
    because: 'a language that the panel cannot judge: FEHLER:',
  },
  {
    title: 'a file taken for a dump of all databases',
    job: {
      log: restoreLog(
        replayingSql,
        ['🌐 Cluster dump detected. Restoring all databases...'],
        statements,
        completed,
      ),
    },
    verdict: 'unproven',
    because: 'did not use the target',
  },
  {
    title: 'M7: a truncated SQL dump',
    job: {
      state: 'failed',
      exitCode: 1,
      log: restoreLog(
        creatingTarget,
        replayingSql,
        ['', 'gzip: /backups/last/shop-20261120-215606.sql.gz: unexpected end of file'],
        statements,
      ),
    },
    verdict: 'failed',
    because: 'The target may be half filled',
  },
  {
    title: 'the lines that would show the replay have scrolled away',
    job: { state: 'failed', exitCode: 1, log: ['psql: error: lost'], isLogFull: true },
    verdict: 'failed',
    because: 'The target may be half filled',
  },
  {
    title: 'it ended with a code and without a word',
    job: {
      state: 'failed',
      exitCode: 2,
      log: restoreLog(creatingTarget, replayingSql, statements),
    },
    verdict: 'failed',
    because: 'It ended with exit code 2, and the log names no error',
  },
  {
    title: 'it was killed in the middle',
    job: { state: 'failed', exitCode: -1, log: null },
    verdict: 'failed',
    because: 'The target may be half filled',
  },
  {
    title: 'a custom-format dump under an SQL name',
    job: {
      state: 'failed',
      exitCode: 1,
      log: restoreLog(creatingTarget, replayingSql, [
        '',
        'gzip: /backups/last/shop.sql.gz: not in gzip format',
      ]),
    },
    verdict: 'failed',
    because: 'the target may be left behind, empty',
  },
  {
    title: 'the file is not there',
    job: {
      state: 'failed',
      exitCode: 1,
      log: ['❌ Backup file not found: /backups/last/nope.sql.gz'],
    },
    verdict: 'failed',
    because: 'The target was not touched',
  },
  {
    title: 'it could not start',
    job: { state: 'failed', error: 'job manager stopped' },
    verdict: 'failed',
    because: 'could not start it: job manager stopped',
  },
]

describe('a restore', () => {
  test.each(cases)('$title → $verdict', ({ job, verdict, because }) => {
    const judgement = judgeRestore(job && aJob({ kind: 'restore', ...job }))
    expect(judgement.verdict).toBe(verdict)
    expect(judgement.evidence.join('\n')).toContain(because)
  })
})

test('a full tail without statements is not called an empty dump', () => {
  const log = restoreLog(replayingSql, completed)
  const { evidence } = judgeRestore(aJob({ kind: 'restore', log, isLogFull: true }))
  expect(evidence).toHaveLength(1)
})
