import { expect, test } from 'vitest'
import { z } from 'zod'
import { ruled } from '../../../src/web/forms/text-rule.ts'
import { ruleAttributes } from '../../../src/web/views/pieces/rule-attributes.ts'

const rule = {
  missing: 'Enter it.',
  least: { count: 3, sentence: 'Too short.' },
  most: { count: 5, sentence: 'Too long.' },
  pattern: { whole: /^[a-z]*$/, sentence: 'Only letters.' },
}

const sentences = (text: string) =>
  ruled(z.string(), rule)
    .safeParse(text)
    .error?.issues.map(({ message }) => message)

test.each([
  ['abc', undefined],
  ['', ['Enter it.', 'Too short.']],
  ['ab', ['Too short.']],
  ['abcdef', ['Too long.']],
  ['ab1', ['Only letters.']],
])('the server holds %j to its rule: %j', (text, said) => {
  expect(sentences(text)).toEqual(said)
})

test('no rule takes anything', () => {
  expect(ruled(z.string(), {}).safeParse('').success).toBe(true)
})

test('a control carries the same rule, without cutting off what is typed', () => {
  expect(Object.fromEntries(ruleAttributes(rule).map(({ name, value }) => [name, value]))).toEqual({
    'data-missing': 'Enter it.',
    minlength: '3',
    'data-too-short': 'Too short.',
    'data-most': '5',
    'data-too-long': 'Too long.',
    pattern: '[a-z]*',
    'data-mismatch': 'Only letters.',
  })
})
