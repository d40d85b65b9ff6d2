import { afterAll, describe, expect, test } from 'vitest'
import { channelRegistry } from '../../src/channels/registry.ts'
import { ChannelError } from '../../src/core/channels/channel-error.ts'
import { completeValues } from '../../src/core/channels/channel-field.ts'
import { NotFound } from '../../src/core/errors.ts'
import { remoteAgents } from '../../src/lib/remote/agents.ts'
import { mailValues } from './email/play-mail.ts'
import { httpReceivers } from './http-receivers.ts'

const agents = remoteAgents()
afterAll(() => agents.close())

const registry = channelRegistry({ agents })
const good = new Map(httpReceivers.map(({ kind, values }) => [kind, values]))
good.set('email', mailValues)

test('there are ten kinds, and a word for each', () => {
  expect(registry.kinds.map(({ label }) => label)).toEqual([
    'E-mail',
    'Telegram',
    'Slack',
    'Discord',
    'Microsoft Teams',
    'ntfy',
    'Gotify',
    'Pushover',
    'PagerDuty',
    'Webhook',
  ])
})

test('a kind that is not known is not found', () => {
  expect(() => registry.describe('pigeon')).toThrow(NotFound)
  expect(() => registry.open('pigeon', {})).toThrow(NotFound)
})

describe.each([...registry.kinds, registry.deadMan])('$label', (kind) => {
  test('says what is missing, and is not opened without it', () => {
    const required = kind.fields.filter((field) => field.isRequired && !field.default)
    expect(Object.keys(kind.check({}))).toEqual(required.map(({ name }) => name))
    expect(() => kind.open({})).toThrow(ChannelError)
  })

  test('its defaults are in order', () => {
    const defaults = completeValues(kind.fields, {})
    const problems = Object.keys(kind.check(defaults))
    expect(problems.filter((name) => defaults[name] !== '')).toEqual([])
  })

  test('everything that opens the door is marked as secret', () => {
    const doors = /token|key|password|secret|^user$|^url$|^headers$/i
    const open = kind.fields.filter(({ name, isSecret }) => doors.test(name) && !isSecret)
    expect(open.map(({ name }) => name)).toEqual(kind.kind === 'email' ? ['user'] : [])
  })
})

test.each(registry.kinds)('usual values of $label are in order', (kind) => {
  expect(kind.check(good.get(kind.kind) ?? {})).toEqual({})
})

test.each([
  ['telegram', { token: 'https://api.telegram.org/bot1:x' }],
  ['telegram', { chat: 'my chat' }],
  ['discord', { url: 'https://example.com/api/webhooks/1/x' }],
  ['ntfy', { topic: 'two words' }],
  ['pushover', { user: 'short' }],
  ['pagerduty', { routingKey: 'short' }],
  ['webhook', { secret: 'short' }],
  ['email', { from: 'nobody' }],
  ['email', { from: 'A <a@example.com>\r\nBcc: x@example.com' }],
  ['email', { to: 'a@example.com, nobody' }],
  ['email', { host: 'smtp.example.com/path' }],
  ['email', { password: '' }],
  ['email', { user: '' }],
])('%s refuses %j', (kind, over) => {
  const problems = registry.describe(kind).check({ ...good.get(kind), ...over })
  expect(Object.keys(problems)).toEqual(Object.keys(over))
})
