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
  expect(plan).toMatchObject({ freesBytes: 0, warnings: [] })
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
  expect(plan?.warnings).toEqual(['This is the only dump of shop.'])
})

test('losing the newest dump is said, with the one that is left', () => {
  expect(planRemoval([...inAllSlots(), older], last, 'dump')?.warnings).toEqual([
    'This is the newest dump of shop. The next one is from 2026-11-19.',
  ])
})

test('an empty dump is no loss, and does not count as what is left', () => {
  const empty = aFile({ name: 'empty', sizeBytes: 0, modifiedAt: at('22:00:00') })
  expect(planRemoval([empty, aFile()], empty.id, 'dump')?.warnings).toEqual([])
  expect(planRemoval([empty, aFile()], last, 'dump')?.warnings).toEqual([
    'This is the only dump of shop.',
  ])
})

test('a file of no database is no loss that anybody could name', () => {
  const stray = aFile({ database: '', name: 'notes.txt' })
  expect(planRemoval([stray], stray.id, 'dump')?.warnings).toEqual([])
})

test('an older dump goes without a word', () => {
  expect(planRemoval([aFile(), older], older.id, 'dump')?.warnings).toEqual([])
})

test('a latest link that will lead nowhere is named, but only in the slot that loses its file', () => {
  const files = [...inAllSlots(), older, latest]
  const dangles = 'shop-latest.sql.gz in last points at it and will lead nowhere.'
  expect(planRemoval(files, last, 'file')?.warnings).toEqual([dangles])
  expect(planRemoval(files, last, 'dump')?.warnings).toContain(dangles)
  expect(planRemoval(files, 'weekly:shop-202647.sql.gz', 'file')?.warnings).toEqual([])
})

test('a latest link that will lead nowhere in several slots is named once', () => {
  const files = [
    ...inAllSlots(),
    older,
    latest,
    { ...latest, id: 'daily:x', slot: 'daily' as const },
  ]
  expect(planRemoval(files, last, 'dump')?.warnings).toContain(
    'shop-latest.sql.gz in last and daily points at it and will lead nowhere.',
  )
})

test('a link, or a file that is gone, cannot be removed', () => {
  expect(planRemoval([aFile(), latest], latest.id, 'file')).toBeNull()
  expect(planRemoval([], last, 'dump')).toBeNull()
})
