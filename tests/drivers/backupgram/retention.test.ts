import { expect, test } from 'vitest'
import type { BackupFile, Slot } from '../../../src/core/dumps/backup.ts'
import type { Setting } from '../../../src/core/setting.ts'
import { parseFileName } from '../../../src/drivers/backupgram/file-name.ts'
import { expire, expiries } from '../../../src/drivers/backupgram/retention.ts'

const now = new Date('2026-11-20T12:00:00Z')
const minute = 60
const day = 24 * 60 * minute

function settings(over: Record<string, string> = {}): Setting[] {
  const values = {
    POSTGRES_DB: 'shop',
    BACKUP_KEEP_MINS: '1440',
    BACKUP_KEEP_DAYS: '7',
    BACKUP_KEEP_WEEKS: '4',
    BACKUP_KEEP_MONTHS: '6',
    ...over,
  }
  return Object.entries(values).map(([key, value]) => ({
    key,
    value,
    isSecret: false,
    isSet: value !== '',
    source: 'base',
  }))
}

function aFile(slot: Slot, name: string, ageSeconds: number): BackupFile {
  const { suffix: _, ...parts } = parseFileName(slot, name)
  const modifiedAt = new Date(now.getTime() - ageSeconds * 1000)
  return { id: `${slot}:${name}`, slot, name, sizeBytes: 1, modifiedAt, ...parts }
}

const fresh = aFile('last', 'shop-20261120-115900.sql.gz', minute)

function gone(over: Record<string, string>, ...files: BackupFile[]): string[] {
  return expire(settings(over), [fresh, ...files], now).map(({ id }) => id)
}

test.each([
  ['last', 'shop-20261119-120000.sql.gz', 1440 * minute, 1440 * minute + 1],
  ['daily', 'shop-20261112.sql.gz', 8 * day - 1, 8 * day],
  ['weekly', 'shop-202642.sql.gz', 30 * day - 1, 30 * day],
  ['monthly', 'shop-202605.sql.gz', 188 * day - 1, 188 * day],
] as const)('%s keeps a file up to the last second', (slot, name, kept, expired) => {
  expect(gone({}, aFile(slot, name, kept))).toEqual([])
  expect(gone({}, aFile(slot, name, expired))).toEqual([`${slot}:${name}`])
})

test('0 days still keeps a day, 0 weeks and an empty value keep two', () => {
  const daily = aFile('daily', 'shop-20261119.sql.gz', day)
  const weekly = aFile('weekly', 'shop-202646.sql.gz', 2 * day)
  expect(gone({ BACKUP_KEEP_DAYS: '0' }, daily)).toEqual([daily.id])
  expect(gone({ BACKUP_KEEP_WEEKS: '0' }, weekly)).toEqual([weekly.id])
  expect(gone({ BACKUP_KEEP_WEEKS: '' }, weekly)).toEqual([weekly.id])
})

test('an empty number of minutes or days deletes nothing', () => {
  const old = [
    aFile('last', 'shop-20200101-000000.sql.gz', 2000 * day),
    aFile('daily', 'shop-20200101.sql.gz', 2000 * day),
  ]
  expect(gone({ BACKUP_KEEP_MINS: '', BACKUP_KEEP_DAYS: '' }, ...old)).toEqual([])
})

test('a leading zero makes the number octal, for weeks and months', () => {
  const weekly = aFile('weekly', 'shop-202630.sql.gz', 58 * day) // 010 = 8 weeks, 57 days
  expect(gone({ BACKUP_KEEP_WEEKS: '010' }, weekly)).toEqual([weekly.id])
})

test('latest links and foreign files stay', () => {
  const old = 2000 * day
  expect(
    gone({}, aFile('daily', 'shop-latest.sql.gz', old), aFile('daily', 'notes.txt', old)),
  ).toEqual([])
})

test('only databases that are dumped are cleaned', () => {
  const other = aFile('daily', 'crm-20200101.sql.gz', 2000 * day)
  expect(gone({}, other)).toEqual([])
  expect(gone({ POSTGRES_DB: 'shop, crm' }, other)).toEqual([other.id])
  expect(gone({ POSTGRES_DB_AUTODISCOVER: 'TRUE' }, other)).toEqual([other.id])
})

test('a database whose name goes on after a dash is cleaned along, as the script does', () => {
  const other = aFile('daily', 'shop-eu-20200101.sql.gz', 2000 * day)
  expect(gone({}, other)).toEqual([other.id])
})

test('files with another suffix than the present one stay for ever', () => {
  const encrypted = aFile('daily', 'shop-20200101.sql.gz.gpg', 2000 * day)
  expect(gone({}, encrypted)).toEqual([])
})

test('an absurd number of months wraps around in the shell, and everything goes', () => {
  const young = aFile('monthly', 'shop-202611.sql.gz', day)
  expect(gone({ BACKUP_KEEP_MONTHS: '18446744073709551615' }, young)).toEqual([young.id])
  const old = aFile('daily', 'shop-20200101.sql.gz', 2000 * day)
  expect(gone({ BACKUP_KEEP_DAYS: '18446744073709551615' }, old)).toEqual([])
})

test('what is no number deletes nothing', () => {
  const old = [aFile('daily', 'shop-20200101.sql.gz', 2000 * day)]
  expect(gone({ BACKUP_KEEP_DAYS: 'week' }, ...old)).toEqual([])
  expect(
    gone({ BACKUP_KEEP_WEEKS: '08' }, aFile('weekly', 'shop-202001.sql.gz', 2000 * day)),
  ).toEqual([])
})

test('each file is told from when on it goes, and those that stay are not named', () => {
  const daily = aFile('daily', 'shop-20261119.sql.gz', day)
  const notes = aFile('daily', 'notes.txt', day)
  const due = expiries(settings(), [fresh, daily, notes])
  expect(due.get(daily.id)).toEqual(new Date('2026-11-27T12:00:00Z'))
  expect(due.get(fresh.id)).toEqual(new Date('2026-11-21T11:59:01Z'))
  expect(due.has(notes.id)).toBe(false)
})

test('an age that no calendar holds is as far away as one can be', () => {
  const due = expiries(settings({ BACKUP_KEEP_MINS: '18446744073709551615' }), [fresh])
  expect(due.get(fresh.id)?.getTime()).toBe(8.64e15)
})
