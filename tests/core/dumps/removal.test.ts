import { expect, test } from 'vitest'
import { planRemoval } from '../../../src/core/dumps/removal.ts'
import { aFile, at, inAllSlots } from '../builders.ts'

const last = 'last:shop-20261120-215606.sql.gz'
const older = aFile({ name: 'shop-20261119-215606.sql.gz', modifiedAt: new Date('2026-11-19') })
const latest = aFile({
  name: 'shop-latest.sql.gz',
  sizeBytes: 27,
  modifiedAt: at('21:56:09'),
  isLatestLink: true,
})

test('one file of several frees nothing, and the rest is named', () => {
  const plan = planRemoval(inAllSlots(), last, 'file')
  expect(plan).toMatchObject({ freesBytes: 0, linkWarnings: [], loss: null })
  expect(plan?.effect).toBe('Frees 0 B: the same dump is also in daily, weekly and monthly.')
  expect(plan?.files.map((file) => file.id)).toEqual([last])
})

test('all files of a dump free its size once', () => {
  const plan = planRemoval([...inAllSlots(), older], last, 'dump')
  expect(plan?.freesBytes).toBe(1_234_567)
  expect(plan?.effect).toBe('Frees 1.2 MB. Nothing of this dump is left.')
  expect(plan?.files).toHaveLength(4)
  expect(plan?.stays).toEqual([])
})

test('the last file of a dump frees its size', () => {
  expect(planRemoval([aFile()], last, 'file')?.freesBytes).toBe(1_234_567)
})

test('a hard latest link keeps the bytes', () => {
  const hard = { ...latest, sizeBytes: 1_234_567, modifiedAt: at('21:56:08') }
  const plan = planRemoval([...inAllSlots(), hard], last, 'dump')
  expect(plan?.effect).toBe('Frees 0 B: shop-latest.sql.gz in last keeps the same bytes.')
  expect(plan?.loss).toEqual({ database: 'shop', next: null })
})

test('losing the newest dump is a loss, which tells the one that is left', () => {
  const loss = planRemoval([...inAllSlots(), older], last, 'dump')?.loss
  expect([loss?.database, loss?.next?.name]).toEqual(['shop', older.name])
})

test('an empty dump is no loss, and does not count as what is left', () => {
  const empty = aFile({ name: 'empty', sizeBytes: 0, modifiedAt: at('22:00:00') })
  expect(planRemoval([empty, aFile()], empty.id, 'dump')?.loss).toBeNull()
  expect(planRemoval([empty, aFile()], last, 'dump')?.loss?.next).toBeNull()
})

test('a file of no database is no loss that anybody could name', () => {
  const stray = aFile({ database: '', name: 'notes.txt' })
  expect(planRemoval([stray], stray.id, 'dump')?.loss).toBeNull()
})

test('an older dump goes without a word', () => {
  expect(planRemoval([aFile(), older], older.id, 'dump')).toMatchObject({
    loss: null,
    linkWarnings: [],
  })
})

test('a latest link that will lead nowhere is named, but only in the slot that loses its file', () => {
  const files = [...inAllSlots(), older, latest]
  const dangles = 'shop-latest.sql.gz in last points at it and will lead nowhere.'
  expect(planRemoval(files, last, 'file')?.linkWarnings).toEqual([dangles])
  expect(planRemoval(files, last, 'dump')?.linkWarnings).toContain(dangles)
  expect(planRemoval(files, 'weekly:shop-202647.sql.gz', 'file')?.linkWarnings).toEqual([])
})

test('a latest link that will lead nowhere in several slots is named once', () => {
  const files = [
    ...inAllSlots(),
    older,
    latest,
    { ...latest, id: 'daily:x', slot: 'daily' as const },
  ]
  expect(planRemoval(files, last, 'dump')?.linkWarnings).toContain(
    'shop-latest.sql.gz in last and daily points at it and will lead nowhere.',
  )
})

test('a link, or a file that is gone, cannot be removed', () => {
  expect(planRemoval([aFile(), latest], latest.id, 'file')).toBeNull()
  expect(planRemoval([], last, 'dump')).toBeNull()
})
