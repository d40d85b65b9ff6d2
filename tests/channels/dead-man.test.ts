import { inspect } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { channelRegistry } from '../../src/channels/registry.ts'
import { remoteAgents } from '../../src/lib/remote/agents.ts'
import { httpServer, rawServer } from '../support/scripted-server.ts'
import { failure } from './contract.ts'
import { patient } from './messages.ts'

const agents = remoteAgents()
afterAll(() => agents.close())

const { deadMan } = channelRegistry({ agents })

test.each(['GET', 'POST', 'HEAD'])('%s is sent to the URL as it is', async (method) => {
  const server = await httpServer((_, res) => res.end('OK'))
  const values = { url: `${server.url}/uuid?status=up`, method }
  await deadMan.open(values).ping(patient)
  expect(server.requests).toMatchObject([{ line: `${method} /uuid?status=up`, body: '' }])
})

test.each([
  [200, 'OK (not found)', 'missing', true],
  [200, 'OK (rate limited)', 'rate-limited', false],
  [404, '', 'missing', true],
  [302, '', 'redirected', true],
  [500, '', 'failed', false],
])('%i “%s” is no ping', async (status, text, fault, isFinal) => {
  const server = await httpServer((_, res) => res.writeHead(status).end(text))
  const error = await failure(deadMan.open({ url: server.url }).ping(patient))
  expect(error).toMatchObject({ fault, isFinal })
})

test('a silent watcher is given up, without its URL in the error', async () => {
  const server = await rawServer(() => {})
  const brief = channelRegistry({ agents, limitMs: 200 }).deadMan
  const error = await failure(brief.open({ url: `${server.url}/uuid-secret` }).ping(patient))
  expect(error.fault).toBe('timeout')
  expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('uuid-secret')
  await server.allClosed()
})

test('a URL is needed', () => {
  expect(deadMan.check({})).toEqual({ url: 'Fill this in.' })
})
