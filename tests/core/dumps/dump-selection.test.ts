import { expect, test } from 'vitest'
import { groupIntoDumps } from '../../../src/core/dumps/dump.ts'
import { type DumpQuery, selectDumps } from '../../../src/core/dumps/dump-selection.ts'
import { aFile, at, inAllSlots } from '../builders.ts'

const dumps = groupIntoDumps([
  ...inAllSlots(),
  aFile({ database: 'crm', name: 'crm-1.sql.gz', sizeBytes: 30, modifiedAt: at('10:00:00') }),
  aFile({ database: 'Übung', name: 'Übung-1.sql', sizeBytes: 20, modifiedAt: at('09:00:00') }),
  aFile({ database: 'shop10', name: 'shop10-1', sizeBytes: 10, modifiedAt: at('08:00:00') }),
  aFile({ database: 'shop2', name: 'shop2-1', sizeBytes: 10, modifiedAt: at('07:00:00') }),
])

function select(query: Partial<DumpQuery> = {}) {
  const all: DumpQuery = { sort: 'finished', direction: 'descending', page: 1, perPage: 50 }
  return selectDumps(dumps, { ...all, ...query })
}

function databases(query: Partial<DumpQuery>): string[] {
  return select(query).rows.map((dump) => dump.database)
}

test.each<[string, Partial<DumpQuery>, string[]]>([
  ['text in a name, in any case', { text: ' CRM-1 ' }, ['crm']],
  ['text in the name of another slot', { text: '202647' }, ['shop']],
  ['text that is not ASCII', { text: 'übung' }, ['Übung']],
  ['text that is nowhere', { text: 'nope' }, []],
  ['no text', { text: '' }, ['shop', 'crm', 'Übung', 'shop10', 'shop2']],
  ['a database, exactly', { database: 'shop' }, ['shop']],
  ['a slot that holds it', { slot: 'weekly' }, ['shop']],
  ['slot and database together', { slot: 'weekly', database: 'crm' }, []],
  ['oldest first', { direction: 'ascending' }, ['shop2', 'shop10', 'Übung', 'crm', 'shop']],
  [
    'by database, numbers as numbers',
    { sort: 'database', direction: 'ascending' },
    ['crm', 'shop', 'shop2', 'shop10', 'Übung'],
  ],
  [
    'by size, equals newest first',
    { sort: 'size', direction: 'ascending' },
    ['shop10', 'shop2', 'Übung', 'crm', 'shop'],
  ],
  ['by name', { sort: 'name', direction: 'descending', perPage: 1 }, ['Übung']],
])('dumps are selected by %s', (_, query, expected) => {
  expect(databases(query)).toEqual(expected)
})

test('pages are cut from what matches, and the filter offers all databases', () => {
  expect(select({ page: 2, perPage: 2 })).toMatchObject({ total: 5, page: 2 })
  expect(databases({ page: 3, perPage: 2 })).toEqual(['shop2'])
  expect(select({ text: 'crm' }).databases).toEqual(['crm', 'shop', 'shop2', 'shop10', 'Übung'])
})

test('a file of no database is listed, but is no database to filter by', () => {
  const stray = groupIntoDumps([aFile({ database: '', name: 'notes.txt' })])
  const query: DumpQuery = { sort: 'name', direction: 'ascending', page: 1, perPage: 10 }
  expect(selectDumps(stray, query)).toMatchObject({ total: 1, databases: [] })
})

test('the dumps that were given stay in their order', () => {
  const before = [...dumps]
  select({ sort: 'size', direction: 'ascending' })
  expect(dumps).toEqual(before)
})
