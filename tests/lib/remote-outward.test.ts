import type net from 'node:net'
import { Agent } from 'undici'
import { afterAll, afterEach, expect, test } from 'vitest'
import { remoteAgents } from '../../src/lib/remote/agents.ts'
import { callOutward, type OutwardCall } from '../../src/lib/remote/outward.ts'
import { httpsServer } from '../support/https-server.ts'
import { httpServer, rawServer } from '../support/scripted-server.ts'

const agents = remoteAgents()
afterAll(() => agents.close())

const strays: unknown[] = []
process.on('unhandledRejection', (error) => strays.push(error))
afterEach(() => expect(strays).toEqual([]))

const half = 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab'
const patient = new AbortController().signal

function post(url: string, over: Partial<OutwardCall> = {}, signal = patient, by = agents) {
  const call = { method: 'POST' as const, headers: {}, body: '{}', verifyTls: true, limitMs: 5000 }
  return callOutward(by, { url: new URL(url), ...call, ...over }, signal)
}

test('method, path, query, headers and body go out as given', async () => {
  const server = await httpServer((_, res) => res.writeHead(202, { 'X-A': 'b' }).end('fine'))
  const headers = { authorization: 'tökén' }
  const reply = await post(`${server.url}/in?a=b`, { method: 'PUT', headers, body: 'ü' })
  expect(reply).toMatchObject({ status: 202, text: 'fine', headers: { 'x-a': 'b' } })
  expect(server.requests).toMatchObject([{ line: 'PUT /in?a=b', body: 'ü' }])
  const sent = Buffer.from(server.requests[0]?.headers.authorization ?? '', 'latin1')
  expect(sent.toString('utf8')).toBe('tökén')
})

test('a redirect is an answer, not followed', async () => {
  const server = await httpServer((_, res) => res.writeHead(308, { location: '/other' }).end())
  expect((await post(server.url)).status).toBe(308)
  expect(server.requests).toHaveLength(1)
})

test('of an answer that never ends the beginning is kept, and the connection closed', async () => {
  const server = await httpServer((_, res) => {
    const pour = () => {
      while (!res.destroyed && res.write(Buffer.alloc(16_384, 'x')));
    }
    res.on('drain', pour)
    pour()
  })
  const reply = await post(server.url, { limitMs: 600_000 })
  expect(reply).toMatchObject({ status: 200, text: 'x'.repeat(65_536) })
  await server.allClosed()
})

test.each([
  ['breaks off', (socket: net.Socket) => socket.end(half), 10_000],
  ['falls silent', (socket: net.Socket) => socket.write(half), 2_000],
])('an answer that %s does not undo its status', async (_name, answer, limitMs) => {
  const server = await rawServer(answer)
  expect(await post(server.url, { limitMs })).toMatchObject({ status: 200, text: 'ab' })
  await server.allClosed()
})

test('a server that never answers is left at the limit', async () => {
  const server = await rawServer(() => {})
  await expect(post(server.url, { limitMs: 200 })).rejects.toMatchObject({ fault: 'timeout' })
  await server.allClosed()
})

test('a connection that never comes about is left at the limit', async () => {
  const blackHole = new Agent({ connect: () => {} })
  const nowhere = { for: () => blackHole, close: () => blackHole.destroy() }
  await expect(
    post('http://127.0.0.1:1', { limitMs: 200 }, patient, nowhere),
  ).rejects.toMatchObject({
    fault: 'timeout',
  })
})

test('a caller who leaves ends the call', async () => {
  const leaving = new AbortController()
  const server = await rawServer(() => leaving.abort())
  await expect(post(server.url, {}, leaving.signal)).rejects.toMatchObject({ fault: 'timeout' })
  await server.allClosed()
})

test('cloud metadata is never contacted', async () => {
  await expect(post('http://169.254.169.254/')).rejects.toMatchObject({ fault: 'blocked' })
})

test('a certificate is verified unless told otherwise', async () => {
  const server = await httpsServer('self-signed', (_, res) => res.end('fine'))
  await expect(post(server.url)).rejects.toMatchObject({ fault: 'tls' })
  expect((await post(server.url, { verifyTls: false })).text).toBe('fine')
})
