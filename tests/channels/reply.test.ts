import { expect, test } from 'vitest'
import { faultOfStatus, retryAfterMs } from '../../src/channels/reply.ts'

const now = new Date('2026-11-20T04:00:00Z')

function waitOf(headers: Record<string, string>, text = '') {
  return retryAfterMs({ status: 429, headers, text }, now)
}

test.each([
  [200, null],
  [204, null],
  [302, 'redirected'],
  [400, 'rejected'],
  [401, 'credentials'],
  [403, 'credentials'],
  [404, 'missing'],
  [408, 'timeout'],
  [410, 'missing'],
  [413, 'rejected'],
  [429, 'rate-limited'],
  [500, 'failed'],
  [503, 'failed'],
])('HTTP %i means %s', (status, fault) => {
  expect(faultOfStatus(status)).toBe(fault)
})

test.each<[string, Record<string, string>, string, number | undefined]>([
  ['seconds in the header', { 'retry-after': '30' }, '', 30_000],
  ['a date in the header', { 'retry-after': 'Fri, 20 Nov 2026 04:01:00 GMT' }, '', 60_000],
  ['a date that has passed', { 'retry-after': 'Fri, 20 Nov 2026 03:00:00 GMT' }, '', 0],
  ['Telegram’s words', {}, '{"ok":false,"parameters":{"retry_after":35}}', 35_000],
  ['Discord’s words, before its header', { 'retry-after': '1' }, '{"retry_after":0.6525}', 653],
  ['more than a day', { 'retry-after': '999999' }, '', 86_400_000],
  ['nonsense', { 'retry-after': 'soon' }, '{"retry_after":-5}', undefined],
  ['nothing', {}, 'busy', undefined],
])('a wait is read from %s', (_name, headers, text, expected) => {
  expect(waitOf(headers, text)).toBe(expected)
})
