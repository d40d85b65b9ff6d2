import { createHmac } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { channelRegistry } from '../../../src/channels/registry.ts'
import { remoteAgents } from '../../../src/lib/remote/agents.ts'
import { httpServer } from '../../support/scripted-server.ts'
import { aMessage, patient } from '../messages.ts'

const agents = remoteAgents()
afterAll(() => agents.close())

const { describe: describeKind, open } = channelRegistry({ agents })

async function sent(values: Record<string, string>) {
  const server = await httpServer((_, res) => res.end())
  const url = `${server.url}/in?a=b`
  await open('webhook', { url, ...values }).send(aMessage({ title: 'Köln' }), patient)
  const [request] = server.requests
  if (request === undefined) throw new Error('Nothing came')
  return request
}

test('without a template the whole message goes out as JSON', async () => {
  const { line, headers, body } = await sent({})
  expect(line).toBe('POST /in?a=b')
  expect(headers['content-type']).toContain('application/json')
  expect(JSON.parse(body)).toEqual({
    id: 'message-7',
    incident: 'server:shop:missed',
    severity: 'critical',
    title: 'Köln',
    lines: ['Expected at 03:00 UTC.', 'The last good dump is 27 hours old.'],
    link: 'https://panel.example.com/servers/shop',
    at: '2026-11-20T04:00:00.000Z',
    facts: { server: 'Shop', state: 'late', since: '2026-11-20T03:30:00Z' },
  })
})

test('method, headers and body are as chosen', async () => {
  const { line, headers, body } = await sent({
    method: 'PUT',
    headers: 'Authorization: Token x\nX-Team: night',
    template: '{"text": "{{title}} on {{server}}"}',
  })
  expect(line).toMatch(/^PUT /)
  expect(headers).toMatchObject({ authorization: 'Token x', 'x-team': 'night' })
  expect(JSON.parse(body)).toEqual({ text: 'Köln on Shop' })
})

test('the signature holds for the bytes that arrive', async () => {
  const secret = 'a secret of ours'
  const { headers, body } = await sent({ secret })
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  const expected = createHmac('sha256', secret).update(signed).digest('base64')
  expect(headers['webhook-signature']).toBe(`v1,${expected}`)
})

test('what is wrong with headers and template is told by field', () => {
  const values = { url: 'https://example.com', headers: 'nonsense', template: '{{nobody}}' }
  const problems = describeKind('webhook').check(values)
  expect(Object.keys(problems).sort()).toEqual(['headers', 'template'])
})
