import { expect, test } from 'vitest'
import { markLog } from '../../../src/core/verdicts/log-line.ts'
import { dumped, runLog, summed } from './logs.ts'

test.each([
  ['ERROR:  relation "orders" already exists', 'error'],
  ['psql:/tmp/shop.sql:12: ERROR:  syntax error at or near "x"', 'error'],
  ['❌ Low disk space: 12MB available, 100MB required. Aborting.', 'error'],
  ['⚠️ pg_restore completed with warnings.', 'error'],
  ['pg_restore: warning: errors ignored on restore: 3', 'error'],
  ['pg_restore: [archiver] unsupported version (1.14) in file header', 'error'],
  ['gzip: stdin: not in gzip format', 'error'],
  ['gpg: decryption failed: Bad session key', 'error'],
  ['Backup completed in 3s: 1 succeeded, 2 failed', 'error'],
  ['Backup completed in 3s: 2 succeeded, 0 failed', 'plain'],
  ['Backup completed in 3s: 20 succeeded, 10 failed', 'error'],
  ['⚠️ Webhook call to https://example.com failed.', 'warning'],
  ['⚠️ Could not embed restore id for chat 42.', 'warning'],
  ['pg_dump: warning: there are circular foreign-key constraints on this table:', 'warning'],
  ['⚠️ Telegram credentials not provided. Telegram notifications disabled.', 'plain'],
  ['CREATE TABLE', 'plain'],
  ['DETAIL:  Key (id)=(1) already exists.', 'plain'],
  ['', 'plain'],
] as const)('%s is marked %s', (line, mark) => {
  expect(markLog([line])[0]?.mark).toBe(mark)
})

test('a healthy run has no marked line', () => {
  const log = markLog(runLog(dumped('shop'), summed(1, 0)))
  expect(log.filter(({ mark }) => mark !== 'plain')).toEqual([])
})

test('colours go, and of a line that was overwritten the last state stays', () => {
  expect(
    markLog(['\u001b[31mred\u001b[0m', ' 10%\r 50%\r100%\r', 'a\u0000b\tc']).map(text),
  ).toEqual(['red', '100%', 'ab\tc'])
})

test.each([
  ['Executing webhook call to https://hooks.example.com/T0/s3cret?k=v now', /s3cret|k=v/],
  ['could not connect to postgresql://shop:s3cret@db/shop', /s3cret/],
  ['POST https://ops:s3cret@hooks.example.com', /s3cret/],
  ['POST https://ops:s3cr@t@hooks.example.com/T0', /s3cr|t@/],
  ['could not connect to postgres://shop:s3#cret@db/shop', /s3|cret/],
  ['https://api.telegram.org/bot123456:AAs3cret/sendDocument', /s3cret/],
  ['token bot123456:AAs3cret refused', /s3cret/],
])('an address that works like a password is not shown: %s', (line, secret) => {
  const [shown] = markLog([line])
  expect(shown?.text).not.toMatch(secret)
  expect(shown?.text).toMatch(/^\S+/)
})

test.each([
  ['call to https://hooks.example.com/T0/x failed', 'call to https://hooks.example.com/… failed'],
  ['POST https://ops:s3cr@t@hooks.example.com/T0', 'POST https://hooks.example.com/…'],
  [
    'see http://example.com/ or http://example.com',
    'see http://example.com/ or http://example.com',
  ],
])('the host of an address stays readable: %s', (line, shown) => {
  expect(markLog([line]).map(text)).toEqual([shown])
})

test('an address of which nobody can tell where the password ends is shown without its host', () => {
  const line = 'connect to postgres://shop:s3@cr/et@db/shop failed'
  expect(markLog([line]).map(text)).toEqual(['connect to postgres://… failed'])
})

test('an endless line is cut, but its error is still seen', () => {
  const [line] = markLog([`${'x'.repeat(5_000)} ERROR: late ${'y'.repeat(300_000)}`])
  expect(line?.text.length).toBeLessThan(2_100)
  expect(line?.mark).toBe('error')
})

function text(line: { text: string }): string {
  return line.text
}
