import { expect, test } from 'vitest'
import { headerLinesProblem, parseHeaderLines } from '../../../src/channels/webhook/header-lines.ts'

test('each line is a header, and empty lines are none', () => {
  const text = 'Authorization: Bearer a:b\r\n\r\nX-Team:  night shift \n'
  expect(headerLinesProblem(text)).toBeNull()
  expect(parseHeaderLines(text)).toEqual({
    authorization: 'Bearer a:b',
    'x-team': 'night shift',
  })
})

test.each([
  ['X-A: fine\nsecret without colon', 'Line 2 is not of the form Name: value.'],
  ['X A: secret', 'Line 1 is not of the form Name: value.'],
  ['X-A: se\u0000cret', 'Line 1 is not of the form Name: value.'],
  ['X-A: secret\rX-B: c', 'Line 1 is not of the form Name: value.'],
  ['Content-Length: 5', 'Line 1: the panel sets Content-Length itself.'],
  ['Webhook-Signature: v1,secret', 'Line 1: the panel sets Webhook-Signature itself.'],
])('%j is a problem that is told without the value', (text, sentence) => {
  expect(headerLinesProblem(text)).toBe(sentence)
})
