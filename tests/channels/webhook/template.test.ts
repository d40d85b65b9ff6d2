import { describe, expect, test } from 'vitest'
import { render, templateProblem, templateWords } from '../../../src/channels/webhook/template.ts'
import { aMessage } from '../messages.ts'

describe('a template', () => {
  test('may use every word', () => {
    const all = templateWords.map((word) => `"${word}": "{{ ${word} }}"`)
    const template = `{${all.join(', ')}}`
    expect(templateProblem(template)).toBeNull()
    expect(JSON.parse(render(template, aMessage()))).toEqual({
      id: 'message-7',
      incident: 'server:shop:missed',
      severity: 'critical',
      title: 'Shop: a backup was missed',
      text: 'Expected at 03:00 UTC.\nThe last good dump is 27 hours old.',
      link: 'https://panel.example.com/servers/shop',
      at: '2026-11-20T04:00:00.000Z',
      server: 'Shop',
      state: 'late',
      since: '2026-11-20T03:30:00Z',
      database: '',
      reason: '',
      rule: '',
      tags: '',
    })
  })

  test('without any words is fine', () => {
    expect(templateProblem('{"a": {"b": {}}}')).toBeNull()
  })

  test.each([
    ['an unknown word', '{"a": "{{password}}"}', '{{password}} is not known.'],
    ['a word that only objects know', '{"a": "{{constructor}}"}', 'not known'],
    ['an empty word', '{"a": "{{}}"}', 'not known'],
    ['a word that is not closed', '{"a": "{{title"}', 'Close each'],
    ['a word outside of quotes', '{"a": {{title}}}', 'within quotes'],
    ['no JSON', 'Hello {{title}}', 'within quotes'],
    ['JSON that breaks off', '{"a": "{{title}}"', 'not JSON'],
  ])('with %s is a problem', (_name, template, sentence) => {
    expect(templateProblem(template)).toContain(sentence)
  })
})

test('a value stays within its string, whatever it holds', () => {
  const title = '", "admin": true, "x": "\\ \n\t\u2028 $& {{server}} 🐘'
  const body = render('{"{{title}}": "{{title}}"}', aMessage({ title }))
  expect(JSON.parse(body)).toEqual({ [title]: title })
})
