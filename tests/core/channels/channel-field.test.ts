import { describe, expect, test } from 'vitest'
import {
  type ChannelField,
  completeValues,
  fieldProblems,
} from '../../../src/core/channels/channel-field.ts'

const field = (over: Partial<ChannelField>): ChannelField => ({
  name: 'it',
  label: 'It',
  type: 'text',
  ...over,
})

const problem = (over: Partial<ChannelField>, it: string) => fieldProblems([field(over)], { it })

describe('values', () => {
  test('what was not entered takes the default, and what was emptied stays empty', () => {
    const fields = [field({ default: 'usual' })]
    expect(completeValues(fields, {})).toEqual({ it: 'usual' })
    expect(completeValues(fields, { it: '' })).toEqual({ it: '' })
  })

  test('spaces around a value go, except for a secret, where they may belong', () => {
    expect(completeValues([field({})], { it: ' a ' })).toEqual({ it: 'a' })
    expect(completeValues([field({ isSecret: true })], { it: ' a ' })).toEqual({ it: ' a ' })
  })

  test('what is no field is left out, and no field is found in an ancestor', () => {
    expect(completeValues([field({ name: 'toString' })], { other: 'x' })).toEqual({ toString: '' })
  })
})

test.each<[string, Partial<ChannelField>, string]>([
  ['an empty field that is required', { isRequired: true }, ''],
  ['a required field of spaces', { isRequired: true }, '  '],
  ['a line break in one line', {}, 'a\nb'],
  ['too long a text', { maxLength: 3 }, 'abcd'],
  ['a text of another shape', { shape: { pattern: /^\d+$/, sentence: 'Digits.' } }, 'a'],
  ['a fraction', { type: 'number' }, '1.5'],
  ['a number below its range', { type: 'number', range: { min: 1, max: 9 } }, '0'],
  ['a number above its range', { type: 'number', range: { min: 1, max: 9 } }, '10'],
  ['none of the choices', { type: 'choice', choices: [{ value: 'a', label: 'A' }] }, 'b'],
  ['neither yes nor no', { type: 'boolean' }, 'on'],
  ['a URL without scheme', { type: 'url' }, 'example.com'],
  ['a URL of another scheme', { type: 'url' }, 'file:///etc/passwd'],
  ['no URL', { type: 'url' }, 'https://a:b:c'],
  ['a URL with a password', { type: 'url' }, 'https://user:pw@example.com'],
  ['a URL with a fragment', { type: 'url' }, 'https://example.com/#x'],
])('%s is a problem', (_name, over, value) => {
  expect(problem(over, value)).toEqual({ it: expect.stringMatching(/\.$/) })
})

test.each<[string, Partial<ChannelField>, string]>([
  ['an empty field that is not required', { shape: { pattern: /x/, sentence: 'X.' } }, ''],
  ['several lines where they belong', { type: 'multiline' }, 'a\nb'],
  ['the end of a range', { type: 'number', range: { min: 1, max: 9 } }, '9'],
  ['one of the choices', { type: 'choice', choices: [{ value: 'a', label: 'A' }] }, 'a'],
  ['a URL with a query', { type: 'url' }, 'http://192.168.1.2:8080/x?key=1'],
])('%s is fine', (_name, over, value) => {
  expect(problem(over, value)).toEqual({})
})

test('no problem repeats the value', () => {
  for (const type of ['text', 'url', 'number', 'choice', 'boolean'] as const) {
    expect(Object.values(problem({ type }, 'se\ncret')).join()).not.toContain('cret')
  }
})
