import { expect, test } from 'vitest'
import { formatter } from '../../../../src/web/format.ts'
import { pagination } from '../../../../src/web/views/pieces/pagination.ts'

const pages = (page: number, total: number) =>
  pagination({ page, perPage: 50, total }, (to) => `?page=${to}`, formatter())

test('one page needs no pagination', () => {
  expect(pages(1, 50)).toBeNull()
  expect(pages(1, 0)).toBeNull()
})

test('the summary counts what is shown', () => {
  expect(pages(2, 512)?.summary).toBe('51–100 of 512')
  expect(pages(11, 512)?.summary).toBe('501–512 of 512')
  expect(pages(21, 2100)?.summary).toBe('1,001–1,050 of 2,100')
})

test('first, last and the neighbours are offered, gaps are not links', () => {
  const shown = pages(5, 512)?.pages
  expect(shown?.map((page) => page.text)).toEqual(['1', '…', '4', '5', '6', '…', '11'])
  expect(shown?.filter((page) => page.href === null)).toHaveLength(2)
  expect(shown?.filter((page) => page.isCurrent).map((page) => page.text)).toEqual(['5'])
})

test('the ends have no way further', () => {
  expect(pages(1, 51)).toMatchObject({ previousHref: null, nextHref: '?page=2' })
  expect(pages(2, 51)).toMatchObject({ previousHref: '?page=1', nextHref: null })
})
