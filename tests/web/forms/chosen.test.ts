import { expect, test } from 'vitest'
import { choiceOf, isNothingChosen } from '../../../src/web/forms/chosen.ts'

const all = (length: number) => Array.from({ length }, (_, nth) => ({ id: `d${nth}` }))

test('ticked rows count as they are, each once', () => {
  const sent = { query: {}, body: { dump: ['a', 'b', 'a'], query: 'q=x' } }
  expect(choiceOf(sent, 'dump', () => all(9))).toEqual({ ids: ['a', 'b'], beyondCount: 0 })
})

test('all that match are found by the query of the list, whatever is ticked', () => {
  const body = { all: 'matching', query: 'q=shop+2&slot=daily', dump: ['a'] }
  const asked: unknown[] = []
  const find = (query: unknown) => {
    asked.push(query)
    return all(2)
  }
  expect(choiceOf({ query: {}, body }, 'dump', find).ids).toEqual(['d0', 'd1'])
  expect(asked).toEqual([{ q: 'shop 2', slot: 'daily' }])
})

test('no more go together than a form can name', () => {
  const body = { all: 'matching', query: '' }
  const { ids, beyondCount } = choiceOf({ query: {}, body }, 'dump', () => all(1234))
  expect([ids.length, ids.at(-1), beyondCount]).toEqual([400, 'd399', 834])
})

test('nothing is chosen without a tick, on a row or on all that match', () => {
  const isNothing = (body: object) => isNothingChosen({ query: {}, body }, 'dump')
  expect(isNothing({ query: 'q=x' })).toBe(true)
  expect(isNothing({ all: 'everything' })).toBe(true)
  expect(isNothing({ all: 'matching' })).toBe(false)
  expect(isNothing({ dump: 'a' })).toBe(false)
})
