import { describe, expect, it } from 'vitest'
import { slotNames } from '../../src/sandbox/jobs/file-names.ts'

describe('the names of a dump', () => {
  it.each([
    ['2026-11-20T21:56:06Z', 'UTC', '20261120-215606', '202647'],
    ['2026-11-20T21:56:06Z', 'Asia/Kolkata', '20261121-032606', '202647'],
    ['2027-01-01T00:00:00Z', 'UTC', '20270101-000000', '202653'],
    ['2024-12-30T12:00:00Z', 'UTC', '20241230-120000', '202501'],
    ['2026-10-25T00:30:00Z', 'Europe/Berlin', '20261025-023000', '202643'],
  ])('made at %s in %s say %s, and the week %s', (at, zone, last, week) => {
    const names = slotNames('shop', new Date(at), { TZ: zone, BACKUP_SUFFIX: '.sql.gz' })
    expect(names).toEqual({
      last: `shop-${last}.sql.gz`,
      daily: `shop-${last.slice(0, 8)}.sql.gz`,
      weekly: `shop-${week}.sql.gz`,
      monthly: `shop-${last.slice(0, 6)}.sql.gz`,
    })
  })
})
