import { expect, test } from 'vitest'
import {
  type ServerSelection,
  type StateOf,
  selectServers,
} from '../../src/core/server-selection.ts'
import type { ServerState } from '../../src/core/verdicts/verdict.ts'
import { aServer } from '../support/people.ts'

const usual: ServerSelection = { text: '', tag: '', status: '', sort: '', page: 1, perPage: 50 }
const all = [
  aServer({ id: '1', name: 'shop 10', tags: ['web'], baseUrl: 'http://c' }),
  aServer({ id: '2', name: 'Shop 2', tags: ['eu', 'db'], baseUrl: 'http://b', isEnabled: false }),
  aServer({ id: '3', name: 'blog', tags: [], baseUrl: 'http://a' }),
]

const stateOf: StateOf = ({ isEnabled }) => (isEnabled ? 'unknown' : 'paused')

const namesBy = (changes: Partial<ServerSelection>, states = stateOf) =>
  selectServers(all, { ...usual, ...changes }, states).servers.map(({ name }) => name)

test('names are sorted as people count, without regard to case', () => {
  expect(namesBy({})).toEqual(['blog', 'Shop 2', 'shop 10'])
  expect(namesBy({ sort: '-name' })).toEqual(['shop 10', 'Shop 2', 'blog'])
})

test.each(['nonsense', '__proto__', 'valueOf'])('a column called %s sorts by the names', (sort) => {
  expect(namesBy({ sort })).toEqual(namesBy({}))
})

test('every column sorts, and equals are told apart by their names', () => {
  expect(namesBy({ sort: 'address' })).toEqual(['blog', 'Shop 2', 'shop 10'])
  expect(namesBy({ sort: 'tags' })).toEqual(['Shop 2', 'shop 10', 'blog'])
  expect(namesBy({ sort: 'state' })).toEqual(['blog', 'shop 10', 'Shop 2'])
  expect(namesBy({ sort: '-state' })).toEqual(['Shop 2', 'blog', 'shop 10'])
})

test('by state the worst comes first, as on the overview', () => {
  const states: Record<string, ServerState> = { '1': 'late', '2': 'paused', '3': 'failing' }
  const known: StateOf = ({ id }) => states[id] ?? 'unknown'
  expect(namesBy({ sort: 'state' }, known)).toEqual(['blog', 'shop 10', 'Shop 2'])
  states['1'] = 'ok'
  states['2'] = 'unreachable'
  states['3'] = 'unknown'
  expect(namesBy({ sort: 'state' }, known)).toEqual(['Shop 2', 'blog', 'shop 10'])
})

test('is narrowed to what is enabled or paused, by tag and by text', () => {
  expect(namesBy({ status: 'paused' })).toEqual(['Shop 2'])
  expect(namesBy({ status: 'enabled', text: 'SHOP' })).toEqual(['shop 10'])
  expect(namesBy({ tag: 'web' })).toEqual(['shop 10'])
})
