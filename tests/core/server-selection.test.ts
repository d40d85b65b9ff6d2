import { expect, test } from 'vitest'
import { type ServerSelection, selectServers } from '../../src/core/server-selection.ts'
import { aServer } from '../support/people.ts'

const usual: ServerSelection = { text: '', tag: '', status: '', sort: '', page: 1, perPage: 50 }
const all = [
  aServer({ id: '1', name: 'shop 10', tags: ['web'], baseUrl: 'http://c' }),
  aServer({ id: '2', name: 'Shop 2', tags: ['eu', 'db'], baseUrl: 'http://b', isEnabled: false }),
  aServer({ id: '3', name: 'blog', tags: [], baseUrl: 'http://a' }),
]

const namesBy = (changes: Partial<ServerSelection>) =>
  selectServers(all, { ...usual, ...changes }).servers.map(({ name }) => name)

test('names are sorted as people count, without regard to case', () => {
  expect(namesBy({})).toEqual(['blog', 'Shop 2', 'shop 10'])
  expect(namesBy({ sort: '-name' })).toEqual(['shop 10', 'Shop 2', 'blog'])
  expect(namesBy({ sort: 'nonsense' })).toEqual(namesBy({}))
})

test('every column sorts, and equals are told apart by their names', () => {
  expect(namesBy({ sort: 'address' })).toEqual(['blog', 'Shop 2', 'shop 10'])
  expect(namesBy({ sort: 'tags' })).toEqual(['Shop 2', 'shop 10', 'blog'])
  expect(namesBy({ sort: 'status' })).toEqual(['blog', 'shop 10', 'Shop 2'])
  expect(namesBy({ sort: '-status' })).toEqual(['Shop 2', 'blog', 'shop 10'])
})

test('is narrowed to what is enabled or paused, by tag and by text', () => {
  expect(namesBy({ status: 'paused' })).toEqual(['Shop 2'])
  expect(namesBy({ status: 'enabled', text: 'SHOP' })).toEqual(['shop 10'])
  expect(namesBy({ tag: 'web' })).toEqual(['shop 10'])
})
