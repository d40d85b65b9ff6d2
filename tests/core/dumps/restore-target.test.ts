import { expect, test } from 'vitest'
import {
  confirmationText,
  defaultTargetName,
  sourceWarnings,
  targetWarnings,
} from '../../../src/core/dumps/restore-target.ts'
import { aDump } from '../builders.ts'

const legal = /^[A-Za-z_][A-Za-z0-9_]{0,62}$/

test.each([
  ['shop', 'shop_restored_20261120'],
  ['My-Shop', 'My_Shop_restored_20261120'],
  ['2026 sales', '_2026_sales_restored_20261120'],
  ['übung', '_bung_restored_20261120'],
  ['', 'dump_restored_20261120'],
  ['a'.repeat(80), `${'a'.repeat(45)}_restored_20261120`],
  ['"; drop --', '_drop__restored_20261120'],
])('a dump of %j is restored into %s', (database, expected) => {
  const name = defaultTargetName(aDump({ database }))
  expect(name).toBe(expected)
  expect(name).toMatch(legal)
})

test('the day is that of the start, where the name tells it', () => {
  const stampedAt = new Date('2026-11-19T23:59:00Z')
  expect(defaultTargetName(aDump({ stampedAt }))).toBe('shop_restored_20261119')
})

test('a name that is in use gets a number, and stays within the limit', () => {
  const taken = ['shop_restored_20261120', 'shop_restored_20261120_2']
  expect(defaultTargetName(aDump(), taken)).toBe('shop_restored_20261120_3')
  const long = aDump({ database: 'a'.repeat(80) })
  expect(defaultTargetName(long, [defaultTargetName(long)])).toMatch(legal)
})

test('a new name has nothing against it', () => {
  expect(targetWarnings('shop_restored_20261120', ['shop'])).toEqual([])
})

test('an existing database is named with what happens to it', () => {
  const warnings = targetWarnings('shop', ['crm', 'shop']).join(' ')
  expect(warnings).toContain('shop exists')
  expect(warnings).toContain('replayed over the tables that are there')
  expect(warnings).toContain('rows may double')
})

test('names differ by their capitals', () => {
  expect(targetWarnings('Shop', ['shop'])).toEqual([])
})

test.each(['postgres', 'template0', 'template1'])('%s is warned of', (name) => {
  expect(targetWarnings(name, [])).toEqual([expect.stringContaining(name)])
})

test('what is typed names server and database', () => {
  expect(confirmationText('Shop Berlin', 'shop_restored')).toBe('Shop Berlin/shop_restored')
})

test.each([
  ['cluster-20261120-215606.sql.gz', 10, 'ignores the target'],
  ['cluster_stats-20261120-215606.sql.gz', 10, 'ignores the target'],
  ['shop-20261120-215606.sql.gz.gpg', 10, 'encrypted'],
  ['shop-20261120-215606.sql.gz', 0, 'empty'],
  ['shop-20261120-215606.sql.gz', 20, 'empty'],
])('%s of %i bytes: %s', (name, sizeBytes, expected) => {
  expect(sourceWarnings(aDump({ name, sizeBytes })).join()).toContain(expected)
})

test('an ordinary dump is restored without a word', () => {
  expect(sourceWarnings(aDump())).toEqual([])
})
