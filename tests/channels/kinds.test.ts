import { afterAll, describe, expect, test } from 'vitest'
import { channelRegistry } from '../../src/channels/registry.ts'
import type { AlertMessage } from '../../src/core/channels/message.ts'
import { remoteAgents } from '../../src/lib/remote/agents.ts'
import { httpsServer } from '../support/https-server.ts'
import { failure } from './contract.ts'
import { httpReceivers } from './http-receivers.ts'
import { aMessage, patient } from './messages.ts'
import { playHttp } from './play-http.ts'

/** What each kind does beyond the contract. */

const agents = remoteAgents()
afterAll(() => agents.close())

function receiver(kind: string) {
  const found = httpReceivers.find((each) => each.kind === kind)
  if (found === undefined) throw new Error(`Nobody plays ${kind}`)
  return found
}

async function sent(kind: string, message: AlertMessage, over: Record<string, string> = {}) {
  const played = await playHttp(agents, receiver(kind), 'takes', over)
  await played.open().send(message, patient)
  const [request] = played.requests
  return { ...request, json: JSON.parse(request?.body ?? '') }
}

function answering(kind: string, status: number, body: string) {
  return playHttp(agents, receiver(kind), (_, res) => res.writeHead(status).end(body))
}

describe('Telegram', () => {
  test('writes plain text to the bot’s address, without a preview', async () => {
    const { line, json } = await sent('telegram', aMessage())
    expect(line).toBe('POST /bot123456:telegram-secret-token/sendMessage')
    expect(json).toMatchObject({ chat_id: '-1001', link_preview_options: { is_disabled: true } })
    expect(json).not.toHaveProperty('parse_mode')
    expect(json).not.toHaveProperty('message_thread_id')
  })

  test('writes to a topic, and rings only for what is not mere information', async () => {
    const { json } = await sent('telegram', aMessage({ severity: 'info' }), { topic: '42' })
    expect(json).toMatchObject({ message_thread_id: 42, disable_notification: true })
    expect((await sent('telegram', aMessage())).json.disable_notification).toBe(false)
  })

  test.each([
    [404, '{"ok":false,"error_code":404,"description":"Not Found"}', 'credentials'],
    [400, '{"ok":false,"description":"Bad Request: chat not found"}', 'missing'],
    [403, '{"ok":false,"description":"Forbidden: bot was kicked"}', 'credentials'],
    [200, '{"ok":false}', 'unconfirmed'],
  ])('says what its %i %s means', async (status, body, fault) => {
    const played = await answering('telegram', status, body)
    expect((await failure(played.open().send(aMessage(), patient))).fault).toBe(fault)
  })

  test('is asked again when it said', async () => {
    const body = '{"ok":false,"error_code":429,"parameters":{"retry_after":35}}'
    const played = await answering('telegram', 429, body)
    const error = await failure(played.open().send(aMessage(), patient))
    expect(error).toMatchObject({ fault: 'rate-limited', isFinal: false, retryAfterMs: 35_000 })
  })
})

test('Slack’s relatives may confirm in JSON', async () => {
  const played = await answering('slack', 200, '{"success":true}')
  await played.open().send(aMessage(), patient)
})

test('Discord writes to a thread if there is one', async () => {
  const url = 'https://discord.com/api/webhooks/1/discord-secret?thread_id=7'
  const { line } = await sent('discord', aMessage(), { url })
  expect(line).toBe('POST /api/webhooks/1/discord-secret?thread_id=7&wait=true')
})

test('Discord is asked to confirm, and to call nobody', async () => {
  const { line, json } = await sent('discord', aMessage())
  expect(line).toBe('POST /api/webhooks/1/discord-secret?wait=true')
  expect(json.allowed_mentions).toEqual({ parse: [] })
})

describe('a certificate that nobody vouches for', () => {
  const opened = async (kind: string, over: Record<string, string> = {}) => {
    const { values, yes } = receiver(kind)
    const { url: origin } = await httpsServer('self-signed', (_, res) => res.end(yes.body))
    return channelRegistry({ agents, origin }).open(kind, { ...values, ...over })
  }

  test.each(httpReceivers.map(({ kind }) => kind))('%s is not sent there', async (kind) => {
    const sending = (await opened(kind)).send(aMessage(), patient)
    expect((await failure(sending)).fault).toBe('tls')
  })

  test.each(['ntfy', 'gotify', 'webhook'])('%s is if that was chosen', async (kind) => {
    await (await opened(kind, { verifyTls: 'false' })).send(aMessage(), patient)
  })
})

test('Teams shows a card without Markdown, coloured by severity', async () => {
  const { json } = await sent('teams', aMessage({ severity: 'resolved' }))
  const [headline] = json.attachments[0].content.body
  expect(headline.inlines[0]).toMatchObject({
    text: expect.stringContaining('Resolved'),
    color: 'Good',
  })
})

describe('ntfy', () => {
  test('carries the token in its header, and the link as a click', async () => {
    const { line, headers, json } = await sent('ntfy', aMessage())
    expect(line).toBe('POST /')
    expect(headers?.authorization).toBe('Bearer tk_ntfy-secret')
    expect(json.click).toBe('https://panel.example.com/servers/shop')
  })

  test('needs no token', async () => {
    const { headers } = await sent('ntfy', aMessage(), { token: '' })
    expect(headers?.authorization).toBeUndefined()
  })

  test.each([
    ['critical', 4],
    ['warning', 3],
    ['resolved', 3],
  ] as const)('%s has priority %i', async (severity, priority) => {
    const { json } = await sent('ntfy', aMessage({ severity }), { criticalPriority: '4' })
    expect(json.priority).toBe(priority)
  })
})

test('Gotify is reached below its path, with the token in a header', async () => {
  const { line, headers } = await sent('gotify', aMessage())
  expect(line).toBe('POST /gotify/message')
  expect(headers?.['x-gotify-key']).toBe('gotify-secret')
})

describe('Pushover', () => {
  test('an emergency repeats for an hour', async () => {
    const { json } = await sent('pushover', aMessage(), { criticalPriority: '2' })
    expect(json).toMatchObject({ priority: 2, retry: 60, expire: 3600 })
  })

  test('only what is critical is urgent', async () => {
    const priority = async (severity: AlertMessage['severity']) =>
      (await sent('pushover', aMessage({ severity }), { criticalPriority: '2' })).json.priority
    expect([await priority('warning'), await priority('info')]).toEqual([0, -1])
  })

  test('a link that it would refuse is left out', async () => {
    const { json } = await sent('pushover', aMessage({ link: `https://x/${'y'.repeat(600)}` }))
    expect(json).not.toHaveProperty('url')
  })
})

describe('PagerDuty', () => {
  const key = 'server:shop:missed'

  test('an alarm opens an incident under its key, with the facts', async () => {
    const { line, json } = await sent('pagerduty', aMessage())
    expect(line).toBe('POST /v2/enqueue')
    expect(json).toMatchObject({ event_action: 'trigger', dedup_key: key })
    expect(json.payload).toMatchObject({ source: 'Shop', severity: 'critical' })
    expect(json.payload.custom_details).toMatchObject({ state: 'late' })
  })

  test('the all-clear closes the incident of the same key', async () => {
    const played = await playHttp(agents, receiver('pagerduty'), 'takes')
    await played.open().send(aMessage({ id: 'message-8', severity: 'resolved' }), patient)
    const { routingKey } = receiver('pagerduty').values
    expect(JSON.parse(played.requests[0]?.body ?? '')).toEqual({
      routing_key: routingKey,
      event_action: 'resolve',
      dedup_key: key,
    })
  })

  test('a key that is too long for it is shortened the same way each time', async () => {
    const keyOf = async (incidentKey: string) =>
      (await sent('pagerduty', aMessage({ incidentKey }))).json.dedup_key
    const first = await keyOf(`${'k'.repeat(300)}1`)
    expect(first.length).toBeLessThanOrEqual(255)
    expect(await keyOf(`${'k'.repeat(300)}1`)).toBe(first)
    expect(await keyOf(`${'k'.repeat(300)}2`)).not.toBe(first)
  })
})
