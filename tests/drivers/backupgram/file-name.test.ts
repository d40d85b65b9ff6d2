import { expect, test } from 'vitest'
import { parseFileName } from '../../../src/drivers/backupgram/file-name.ts'

const at = (iso: string) => new Date(iso)

test.each([
  ['last', 'shop-20261120-215606.sql.gz', 'shop', '.sql.gz', at('2026-11-20T21:56:06Z')],
  ['last', 'my-shop-20261120-000000.sql.gz.gpg', 'my-shop', '.sql.gz.gpg', at('2026-11-20')],
  ['last', 'cluster-20261120-215606.sql.gz', 'cluster', '.sql.gz', at('2026-11-20T21:56:06Z')],
  ['last', 'shop-20261120-215606', 'shop', '', at('2026-11-20T21:56:06Z')],
  ['last', 'shop-20261120-215606_x.dump', 'shop', '_x.dump', at('2026-11-20T21:56:06Z')],
  ['last', 'new\nline-20261120-215606.sql.gz', 'new\nline', '.sql.gz', at('2026-11-20T21:56:06Z')],
  ['last', 'x-latest-20261120-215606.sql.gz', 'x-latest', '.sql.gz', at('2026-11-20T21:56:06Z')],
  ['last', 'shop-20261399-215606.sql.gz', 'shop', '.sql.gz', undefined],
  ['weekly', 'shop-202647.sql.gz', 'shop', '.sql.gz', undefined],
  ['monthly', 'shop-202611.sql.gz', 'shop', '.sql.gz', undefined],
] as const)('%s/%j is a dump of %s', (slot, name, database, suffix, stampedAt) => {
  const stamp = stampedAt ? { stampedAt } : {}
  expect(parseFileName(slot, name)).toEqual({ database, suffix, isLatestLink: false, ...stamp })
})

test.each([
  ['shop-20261120.sql.gz', '2026-11-20'],
  ['shop-20261399.sql.gz', undefined],
  ['shop-20260631.sql.gz', undefined],
])('daily/%j was begun on %s', (name, stampedOn) => {
  const stamp = stampedOn ? { stampedOn } : {}
  const parts = { database: 'shop', suffix: '.sql.gz', isLatestLink: false, ...stamp }
  expect(parseFileName('daily', name)).toEqual(parts)
})

test.each([
  ['shop-latest.sql.gz', 'shop'],
  ['shop-latest.sql.gz.gpg', 'shop'],
  ['shop-latest', 'shop'],
  ['x-latest-latest.sql.gz', 'x-latest'],
  ['x-20261120-latest.sql.gz', 'x-20261120'],
])('%s is the latest link of %s', (name, database) => {
  expect(parseFileName('daily', name)).toMatchObject({ database, isLatestLink: true })
})

test.each(['hello.txt', 'shop.sql.gz', '-latest', '20261120-215606', '', 'shop-2026.sql.gz'])(
  '%j was not written by the backup script',
  (name) => {
    expect(parseFileName('last', name)).toEqual({
      database: '',
      suffix: '',
      isLatestLink: false,
    })
  },
)
