import { expect, test } from 'vitest'
import { planJointRemoval } from '../../../src/core/dumps/joint-removal.ts'
import { aFile, at, inAllSlots } from '../builders.ts'

const newest = inAllSlots()
const older = aFile({
  name: 'shop-20261119-215606.sql.gz',
  sizeBytes: 1_000_000,
  modifiedAt: new Date('2026-11-19T21:56:08Z'),
})
const oldest = aFile({
  name: 'shop-20261118-215606.sql.gz',
  sizeBytes: 900_000,
  modifiedAt: new Date('2026-11-18T21:56:08Z'),
})
const blog = aFile({ name: 'blog-20261120-215610.sql.gz', database: 'blog' })
const files = [...newest, older, oldest, blog]
const last = 'last:shop-20261120-215606.sql.gz'

/** What each database is left with. */
const leftAfter = (ids: string[]) =>
  planJointRemoval(files, ids).losses.map(({ database, next }) => [database, next?.name])

test('each dump goes once with all its slots, whichever of its files chose it', () => {
  const plan = planJointRemoval(files, ['weekly:shop-202647.sql.gz', last, older.id])
  expect(plan.removals.map(({ dump }) => dump.name)).toEqual([
    'shop-20261120-215606.sql.gz',
    older.name,
  ])
  expect([plan.fileCount, plan.freesBytes]).toEqual([5, 2_234_567])
})

test('old dumps go without a word', () => {
  expect(leftAfter([older.id, oldest.id])).toEqual([])
})

test('losing the newest is said, with the newest that none of the chosen takes along', () => {
  expect(leftAfter([last, older.id])).toEqual([['shop', oldest.name]])
})

test('dumps that would each leave another are known to leave none together', () => {
  expect(leftAfter([last, older.id, oldest.id, blog.id])).toEqual([
    ['blog', undefined],
    ['shop', undefined],
  ])
})

test('an empty dump is no loss and no comfort', () => {
  const empty = aFile({ name: 'empty.sql.gz', sizeBytes: 0, modifiedAt: at('22:00:00') })
  expect(planJointRemoval([empty, blog], [empty.id]).losses).toEqual([])
  const [loss] = planJointRemoval([{ ...empty, database: 'blog' }, blog], [blog.id]).losses
  expect(loss?.next).toBeNull()
})

test('what is gone already is named, and spoils nothing', () => {
  const plan = planJointRemoval(files, ['last:gone.sql.gz', older.id])
  expect(plan.missing).toEqual(['last:gone.sql.gz'])
  expect(plan.removals).toHaveLength(1)
})

test('two hundred of two thousand dumps are planned from one grouping of the list', () => {
  const many = Array.from({ length: 2000 }, (_, day) =>
    aFile({ name: `shop-${day}.sql.gz`, modifiedAt: new Date(day * 86_400_000) }),
  )
  const plan = planJointRemoval(
    many,
    many.slice(0, 200).map(({ id }) => id),
  )
  expect([plan.removals.length, plan.losses]).toEqual([200, []])
})
