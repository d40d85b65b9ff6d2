import { expect, test } from 'vitest'
import { NotFound } from '../../../src/core/errors.ts'
import { backupId, backupPlace } from '../../../src/drivers/backupgram/backup-id.ts'
import { backupPath } from '../../../src/drivers/backupgram/paths.ts'

test('an id is slot and name, and comes apart again', () => {
  const place = { slot: 'daily', name: 'a:b c.gz' } as const
  expect(backupId(place)).toBe('daily:a:b c.gz')
  expect(backupPlace('daily:a:b c.gz')).toEqual(place)
})

test.each([
  '',
  'last',
  'last:',
  'last: ',
  'last:\t\n',
  'last:.',
  'last:..',
  'last:a/b',
  'last:../../config',
  'last:nul\0',
  'last:half\ud800',
  'Last:a',
  'hourly:a',
  '__proto__:a',
  'last/a',
])('%j was never written by us', (id) => {
  expect(() => backupPlace(id)).toThrow(NotFound)
})

test.each([
  ['last:plain.gz', '/backups/last/plain.gz'],
  ['last:a b', '/backups/last/a%20b'],
  ['last:a#b?c%2e', '/backups/last/a%23b%3Fc%252e'],
  ['last:a\\b\n', '/backups/last/a%5Cb%0A'],
  ['last:%2e%2e', '/backups/last/%252e%252e'],
  ['weekly:ü', '/backups/weekly/%C3%BC'],
  ['monthly:..dots', '/backups/monthly/..dots'],
])('%j is asked for as %s', (id, path) => {
  expect(backupPath(id)).toBe(path)
})
