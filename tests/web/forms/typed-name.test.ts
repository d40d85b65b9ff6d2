import { expect, test } from 'vitest'
import { isTypedName } from '../../../src/web/forms/typed-name.ts'

test.each([
  ['shop.sql.gz', 'shop.sql.gz'],
  [' shop.sql.gz ', 'shop.sql.gz'],
  ['two words', 'two\nwords'],
  ['two words', 'two\u00a0\t words '],
])('%j names the file %j', (typed, name) => {
  expect(isTypedName(typed, name)).toBe(true)
})

test.each([
  ['', 'shop.sql.gz'],
  ['Shop.sql.gz', 'shop.sql.gz'],
  ['shop', 'shop.sql.gz'],
  ['twowords', 'two\nwords'],
])('%j does not name the file %j', (typed, name) => {
  expect(isTypedName(typed, name)).toBe(false)
})
