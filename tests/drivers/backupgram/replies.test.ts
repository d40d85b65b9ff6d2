import { expect, test } from 'vitest'
import * as replies from '../../../src/drivers/backupgram/replies.ts'

const file = { slot: 'last', name: 'shop-20261120-215606.sql.gz', size: 1, mtime: 1795211767 }
const queued = { id: 'ab', type: 'backup', state: 'queued', queued_at: 1, exit_code: 0 }

function files(...entries: object[]) {
  return replies.backups.parse({ backups: entries }).files
}

test('a file becomes ours, and unknown keys are passed over', () => {
  expect(files({ ...file, inode: 7 })).toEqual([
    {
      id: 'last:shop-20261120-215606.sql.gz',
      slot: 'last',
      name: 'shop-20261120-215606.sql.gz',
      sizeBytes: 1,
      modifiedAt: new Date(1795211767000),
      isLatestLink: false,
      database: 'shop',
      stampedAt: new Date('2026-11-20T21:56:06Z'),
    },
  ])
})

test.each([0, -1, 2 ** 40, 9.2e18, -9.2e18])('an mtime of %d is still a time', (mtime) => {
  const [one] = files({ ...file, mtime })
  expect(one?.modifiedAt.getTime()).not.toBeNaN()
  expect(() => one?.modifiedAt.toISOString()).not.toThrow()
})

test.each([0, 2 ** 31, 2 ** 53])('a size of %d stays whole', (size) => {
  expect(files({ ...file, size })[0]?.sizeBytes).toBe(size)
})

test.each(['\ufffd\ufffd.gz', 'new\nline', 'qu"ote', '100%', '#?'])(
  'the name %j survives',
  (name) => {
    expect(files({ ...file, name })[0]).toMatchObject({ name, id: `last:${name}` })
  },
)

test('half a character is replaced, since no URL could carry it', () => {
  expect(files({ ...file, name: 'a\ud800b' })[0]?.id).toBe('last:a\ufffdb')
})

test.each([
  ...[' ', '.', '..', 'a/b', 'nul\0', 5].map((name) => ({ ...file, name })),
  ...[-1, '1'].map((size) => ({ ...file, size })),
  { ...file, slot: 'hourly' },
  { ...file, mtime: null },
  null,
])('an entry that cannot be understood is counted, and hides no other: %j', (odd) => {
  const { files, unreadCount } = replies.backups.parse({ backups: [odd, file, odd] })
  expect([files.map(({ name }) => name), unreadCount]).toEqual([[file.name], 2])
})

test('a list of which nothing can be understood is not an empty one', () => {
  const odd = { ...file, slot: 'hourly' }
  expect(replies.backups.safeParse({ backups: [odd] }).success).toBe(false)
  expect(replies.backups.parse({ backups: [] })).toEqual({ files: [], unreadCount: 0 })
})

test.each([[{}], [{ backups: null }], [[file]], [null]])('%j is no list of backups', (reply) => {
  expect(replies.backups.safeParse(reply).success).toBe(false)
})

test('before it ran, a job has neither exit code nor log', () => {
  expect(replies.job.parse({ ...queued, log_tail: null })).toEqual({
    id: 'ab',
    kind: 'backup',
    state: 'queued',
    queuedAt: new Date(1000),
    log: null,
    isLogFull: false,
  })
  expect(replies.job.parse({ ...queued, state: 'running' })).not.toHaveProperty('exitCode')
})

test.each([
  ['succeeded', 0, 0],
  ['failed', 3, 3],
  ['failed', -1, -1],
  ['failed', 0, undefined],
] as const)('a job that %s with %d has the exit code %s', (state, exit_code, expected) => {
  expect(replies.job.parse({ ...queued, state, exit_code }).exitCode).toBe(expected)
})

test('a job that could not start tells why', () => {
  const job = replies.job.parse({ ...queued, state: 'failed', error: 'fork/exec: no such file' })
  expect(job.error).toBe('fork/exec: no such file')
  expect(replies.job.parse({ ...queued, error: '' })).not.toHaveProperty('error')
})

test('a log of fifty lines may have lost its beginning', () => {
  const lines = (count: number) => Array.from({ length: count }, () => 'x')
  expect(replies.job.parse({ ...queued, log_tail: lines(49) }).isLogFull).toBe(false)
  expect(replies.job.parse({ ...queued, log_tail: lines(50) }).isLogFull).toBe(true)
})

test.each(['../config', '', 'a b', 'a?b', 'ü'])(
  '%j is no job id to build a path from',
  (job_id) => {
    expect(replies.accepted.safeParse({ job_id }).success).toBe(false)
    expect(replies.job.safeParse({ ...queued, id: job_id }).success).toBe(false)
  },
)

test('the word of a status is one short line, whatever the file on the server holds', () => {
  const last_backup = { status: `OK\u202e\n${'x'.repeat(5000)}` }
  const { lastBackup } = replies.status.parse({ cluster: false, schedule: '', last_backup })
  expect(lastBackup?.status).toMatch(/^OK x{77}$/)
})

test('a status with a schedule that nobody would write is none of this kind of server', () => {
  const reply = (length: number) => ({ cluster: false, schedule: '*'.repeat(length) })
  expect(replies.status.safeParse(reply(4000)).success).toBe(true)
  expect(replies.status.safeParse(reply(4001)).success).toBe(false)
})

test('a status without a backup, and one with half of its facts', () => {
  expect(replies.status.parse({ cluster: true, schedule: '' })).toEqual({
    isCluster: true,
    schedule: '',
  })
  const last_backup = { status: '', age_seconds: -5 }
  expect(replies.status.parse({ cluster: false, schedule: 'x', last_backup }).lastBackup).toEqual({
    status: '',
    ageSeconds: -5,
  })
})

test('a secret stays out even where a server shows it', () => {
  const config = {
    TELEGRAM_BOT_TOKEN: { value: 'leak', source: 'base' },
    WEBHOOK_URL: { set: false, source: 'override' },
    POSTGRES_DB: { value: '', source: 'base' },
  }
  expect(replies.config.parse({ config })).toEqual([
    { key: 'TELEGRAM_BOT_TOKEN', isSecret: true, isSet: true, source: 'base' },
    { key: 'WEBHOOK_URL', isSecret: true, isSet: false, source: 'override' },
    { key: 'POSTGRES_DB', value: '', isSecret: false, isSet: false, source: 'base' },
  ])
})
