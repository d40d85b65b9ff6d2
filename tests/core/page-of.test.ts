import { expect, test } from 'vitest'
import { pageOf } from '../../src/core/page-of.ts'

const letters = ['a', 'b', 'c', 'd', 'e']

test('a page is cut from the list, and tells how long the list is', () => {
  expect(pageOf(letters, { page: 2, perPage: 2 })).toEqual({ rows: ['c', 'd'], total: 5, page: 2 })
})

test.each([
  [0, 1],
  [-5, 1],
  [3, 3],
  [99, 3],
])('page %i of three becomes page %i', (page, expected) => {
  expect(pageOf(letters, { page, perPage: 2 }).page).toBe(expected)
})

test('an empty list has one empty page', () => {
  expect(pageOf([], { page: 4, perPage: 10 })).toEqual({ rows: [], total: 0, page: 1 })
})
