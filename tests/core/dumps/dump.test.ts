import { describe, expect, test } from 'vitest'
import {
  groupIntoDumps,
  isEmpty,
  listedBytes,
  newestPerDatabase,
  physicalBytes,
} from '../../../src/core/dumps/dump.ts'
import { aDump, aFile, at, inAllSlots } from '../builders.ts'

const link = (changes = {}) =>
  aFile({
    name: 'shop-latest.sql.gz',
    sizeBytes: 27,
    modifiedAt: at('21:56:09'),
    isLatestLink: true,
    ...changes,
  })

describe('grouping files into dumps', () => {
  test('four hard links are one dump, in the order of the slots', () => {
    const dumps = groupIntoDumps(inAllSlots().reverse())
    expect(dumps).toHaveLength(1)
    expect(dumps[0]).toMatchObject({ id: 'last:shop-20261120-215606.sql.gz', sizeBytes: 1_234_567 })
    expect(dumps[0]?.files.map((file) => file.slot)).toEqual(['last', 'daily', 'weekly', 'monthly'])
  })

  test('two files of one slot are two dumps, however much they agree', () => {
    const files = [
      aFile({ name: 'a.sql.gz' }),
      aFile({ name: 'b.sql.gz' }),
      aFile({ slot: 'daily', name: 'c.sql.gz' }),
    ]
    expect(groupIntoDumps(files).map((dump) => dump.files.map((file) => file.name))).toEqual([
      ['a.sql.gz', 'c.sql.gz'],
      ['b.sql.gz'],
    ])
  })

  test.each([
    ['database', { database: 'crm' }],
    ['time', { modifiedAt: at('21:56:07') }],
    ['size', { sizeBytes: 1 }],
  ])('files that differ in %s are different dumps', (_, changes) => {
    expect(groupIntoDumps([aFile(), aFile({ slot: 'daily', ...changes })])).toHaveLength(2)
  })

  test('nothing is left out: empty files, hidden files and names that say nothing', () => {
    const names = ['.hidden', 'wei rd#?%"\\\n.txt', 'übung.sql.gz']
    const files = names.map((name) => aFile({ name, database: name, sizeBytes: 0 }))
    expect(groupIntoDumps(files).map((dump) => dump.name)).toEqual(names.toSorted())
  })

  test('files that say no database are one dump only if they have one name', () => {
    const stray = { database: '', sizeBytes: 0 }
    const files = [
      aFile({ ...stray, name: 'a' }),
      aFile({ ...stray, slot: 'daily', name: 'b' }),
      aFile({ ...stray, slot: 'weekly', name: 'a' }),
    ]
    expect(groupIntoDumps(files).map((dump) => dump.files.length)).toEqual([2, 1])
  })

  test('newest first, and equals in the order of their names', () => {
    const files = [
      aFile({ database: 'b', name: 'b' }),
      aFile({ database: 'a', name: 'a' }),
      aFile({ database: 'old', name: 'old', modifiedAt: at('01:00:00') }),
      aFile({ database: 'new', name: 'new', modifiedAt: at('23:00:00') }),
    ]
    expect(groupIntoDumps(files).map((dump) => dump.name)).toEqual(['new', 'a', 'b', 'old'])
  })

  test('a dump keeps the start that the name of one of its files tells', () => {
    const [dump] = groupIntoDumps([aFile({ stampedAt: at('21:56:06') }), aFile({ slot: 'daily' })])
    expect(dump?.stampedAt).toEqual(at('21:56:06'))
  })

  test('thousands of files that all agree are grouped without delay', () => {
    const files = Array.from({ length: 20_000 }, (_, index) => aFile({ name: `f${index}` }))
    expect(groupIntoDumps(files)).toHaveLength(20_000)
  })
})

describe('latest links', () => {
  const older = { name: 'shop-20261120-100000.sql.gz', modifiedAt: at('10:00:02') }

  test('a link is no dump; it marks the one that it was written after', () => {
    const dumps = groupIntoDumps([link(), aFile(older), ...inAllSlots()])
    expect(dumps.map((dump) => [dump.name, dump.isLatest])).toEqual([
      ['shop-20261120-215606.sql.gz', true],
      ['shop-20261120-100000.sql.gz', false],
    ])
  })

  test('a hard link of full size marks the dump that it is', () => {
    const hard = link({ sizeBytes: 1_234_567, modifiedAt: at('21:56:08') })
    const dumps = groupIntoDumps([hard, aFile()])
    expect(dumps.map((dump) => dump.isLatest)).toEqual([true])
    expect(dumps[0]?.files).toHaveLength(1)
  })

  test('a link does not mark a dump that was made after it', () => {
    const dumps = groupIntoDumps([link({ modifiedAt: at('11:00:00') }), aFile(older), aFile()])
    expect(dumps.filter((dump) => dump.isLatest).map((dump) => dump.name)).toEqual([older.name])
  })

  test('a link whose file was deleted marks nothing, least of all the dump before', () => {
    const [, ...withoutLast] = inAllSlots()
    const dumps = groupIntoDumps([link(), aFile(older), ...withoutLast])
    expect(dumps.map((dump) => dump.isLatest)).toEqual([false, false])
  })

  test('a link of another database marks nothing', () => {
    expect(groupIntoDumps([link({ database: 'crm' }), aFile()])[0]?.isLatest).toBe(false)
  })

  test('only links are no dumps at all', () => {
    expect(groupIntoDumps([link(), link({ slot: 'daily' })])).toEqual([])
  })
})

test('what is on disk counts once, what is listed counts every slot, links count nowhere', () => {
  const files = [...inAllSlots({ sizeBytes: 100 }), link()]
  expect(physicalBytes(groupIntoDumps(files))).toBe(100)
  expect(listedBytes(files)).toBe(400)
})

test('each database has its newest dump, by name', () => {
  const dumps = groupIntoDumps([
    aFile({ database: 'shop', name: 'new', modifiedAt: at('12:00:00') }),
    aFile({ database: 'shop', name: 'old', modifiedAt: at('11:00:00') }),
    aFile({ database: 'crm', name: 'crm' }),
    aFile({ database: '', name: 'notes.txt', modifiedAt: at('23:00:00') }),
  ])
  const newest = [...newestPerDatabase(dumps)].map(([database, dump]) => [database, dump.name])
  expect(newest).toEqual([
    ['crm', 'crm'],
    ['shop', 'new'],
  ])
})

test.each([
  ['shop.sql.gz', 0, true],
  ['shop.sql.gz', 20, true],
  ['shop.sql.gz', 394, false],
  ['shop.dump', 20, false],
])('%s of %i bytes is empty: %s', (name, sizeBytes, expected) => {
  expect(isEmpty(aDump({ name, sizeBytes }))).toBe(expected)
})
