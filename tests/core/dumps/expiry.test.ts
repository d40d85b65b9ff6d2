import { describe, expect, test } from 'vitest'
import type { BackupFile } from '../../../src/core/dumps/backup.ts'
import { expiry } from '../../../src/core/dumps/expiry.ts'
import { aFile, inAllSlots } from '../builders.ts'

const mb = 1_000_000

describe('what a retention deletes', () => {
  test('is told slot by slot, in the order of the slots', () => {
    const files = inAllSlots()
    const { slots, listedBytes } = expiry(files, [...files].reverse())
    expect(slots.map(({ slot, files: own }) => [slot, own.length])).toEqual(
      ['last', 'daily', 'weekly', 'monthly'].map((slot) => [slot, 1]),
    )
    expect(listedBytes).toBe(4 * (files[0]?.sizeBytes ?? 0))
  })

  test('frees a dump once, however many slots it goes from', () => {
    const files = inAllSlots()
    expect(expiry(files, files).freedBytes).toBe(files[0]?.sizeBytes)
  })

  test('frees nothing while another slot holds the same dump', () => {
    const files = inAllSlots()
    const goes = files.filter(({ slot }) => slot !== 'monthly')
    expect(expiry(files, goes).freedBytes).toBe(0)
  })

  test('frees nothing while a hard link holds the same bytes', () => {
    const dump = aFile({ slot: 'daily', sizeBytes: mb })
    const link = { ...dump, id: 'link', name: 'shop-latest.sql.gz', isLatestLink: true }
    expect(expiry([dump, link], [dump]).freedBytes).toBe(0)
  })
})

describe('set against another retention', () => {
  const files: BackupFile[] = inAllSlots()
  const only = (...slots: string[]) => files.filter(({ slot }) => slots.includes(slot))

  test('files that go in any case are not its doing', () => {
    const { slots, alsoGoes, spared } = expiry(files, only('last', 'daily'), only('last'))
    expect(slots.map(({ slot }) => slot)).toEqual(['daily'])
    expect([alsoGoes, spared]).toEqual([1, 0])
  })

  test('files that stay because of it are counted', () => {
    expect(expiry(files, [], only('last'))).toMatchObject({ slots: [], alsoGoes: 0, spared: 1 })
  })

  test('bytes of a dump that stays because of it are not taken off those of one that goes', () => {
    const spared = aFile({ id: 'spared', slot: 'daily', sizeBytes: 2 * mb })
    const goes = aFile({ id: 'goes', slot: 'monthly', sizeBytes: mb, database: 'blog' })
    expect(expiry([spared, goes], [goes], [spared])).toMatchObject({ freedBytes: mb, spared: 1 })
  })

  test('taking the last copy frees the dump, though another copy was going anyway', () => {
    const before = only('last', 'daily', 'weekly')
    expect(expiry(files, files, before).freedBytes).toBe(files[0]?.sizeBytes)
  })
})
