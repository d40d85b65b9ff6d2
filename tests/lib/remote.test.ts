import { once } from 'node:events'
import net from 'node:net'
import { afterAll, afterEach, expect, test } from 'vitest'
import { RemoteError } from '../../src/core/errors.ts'
import { remoteAgents } from '../../src/lib/remote/agents.ts'
import { Remote } from '../../src/lib/remote/remote.ts'
import { httpServer, json, rawServer } from '../support/scripted-server.ts'

const agents = remoteAgents()
afterAll(() => agents.close())

const strays: unknown[] = []
process.on('unhandledRejection', (error) => strays.push(error))
afterEach(() => expect(strays).toEqual([]))

const token = 'secret-token'
const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'
const patient = new AbortController().signal

function remote(baseUrl: string, over: { token?: string } = {}): Remote {
  return new Remote(agents, { baseUrl, token, verifyTls: true, ...over })
}

function get(baseUrl: string, limitMs = 5000, signal = patient) {
  return remote(baseUrl).call({ method: 'GET', path: '/status', limitMs }, signal)
}

async function faultOf(call: Promise<unknown>): Promise<RemoteError> {
  const error = await call.then(
    () => null,
    (reason) => reason,
  )
  expect(error).toBeInstanceOf(RemoteError)
  return error
}

test('a call below a path prefix brings back status, headers and text', async () => {
  const server = await httpServer((_req, res) => json(res, 418, { error: 'tea' }))
  const reply = await get(`${server.url}/deep/prefix`)
  expect(reply).toMatchObject({ status: 418, text: '{"error":"tea"}\n' })
  expect(reply.headers['content-type']).toBe('application/json')
  expect(server.requests[0]?.line).toBe('GET /deep/prefix/status')
  expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${token}`)
})

test('a call that is cut because the panel stops was not refused: nobody knows how it ended', async () => {
  const stopping = remoteAgents()
  const server = await rawServer(() => void stopping.close())
  const cut = new Remote(stopping, { baseUrl: server.url, token, verifyTls: true })
  const call = cut.call({ method: 'POST', path: '/restore', limitMs: 60_000 }, patient)
  const { fault, detail } = await faultOf(call)
  expect([fault, detail]).toEqual(['timeout', 'The panel is stopping'])
})

test('a body is sent as JSON', async () => {
  const server = await httpServer((_req, res) => json(res, 200, {}))
  await remote(server.url).call(
    { method: 'PATCH', path: '/config', body: { A: 'ü' }, limitMs: 5000 },
    patient,
  )
  expect(server.requests[0]).toMatchObject({ line: 'PATCH /config', body: '{"A":"ü"}' })
  expect(server.requests[0]?.headers['content-type']).toBe('application/json')
})

test('a call that needs no token carries none', async () => {
  const server = await httpServer((_req, res) => json(res, 200, {}))
  await remote(server.url).call(
    { method: 'GET', path: '/healthz', limitMs: 5000, withToken: false },
    patient,
  )
  expect(server.requests[0]?.headers.authorization).toBeUndefined()
})

test('a token beyond ASCII travels in its UTF-8 bytes', async () => {
  const server = await httpServer((_req, res) => json(res, 200, {}))
  await remote(server.url, { token: 'tökén' }).call(
    { method: 'GET', path: '/status', limitMs: 5000 },
    patient,
  )
  const sent = Buffer.from(server.requests[0]?.headers.authorization ?? '', 'latin1')
  expect(sent.toString('utf8')).toBe('Bearer tökén')
})

test('a token that no header can carry is refused without being named', async () => {
  const server = await httpServer((_req, res) => json(res, 200, {}))
  const call = remote(server.url, { token: 'evil\r\nX: y' }).call(
    { method: 'GET', path: '/status', limitMs: 5000 },
    patient,
  )
  const error = await faultOf(call)
  expect(error.fault).toBe('token-refused')
  expect(error.message).not.toContain('evil')
  expect(server.requests).toEqual([])
})

test('connections are used again', async () => {
  const server = await httpServer((_req, res) => json(res, 200, {}))
  for (let round = 0; round < 10; round += 1) await get(server.url)
  // Not always one: undici frees a connection a tick after the answer.
  expect(server.opened()).toBeLessThanOrEqual(2)
})

test('redirects are answers, not followed', async () => {
  const server = await httpServer((_req, res) => {
    res.writeHead(302, { location: 'http://169.254.169.254/' }).end()
  })
  expect((await get(server.url)).status).toBe(302)
  expect(server.requests).toHaveLength(1)
})

test.each([
  ['a server that never answers', () => {}],
  ['a head that never ends', (socket: net.Socket) => socket.write('HTTP/1.1 200 OK\r\nX: ')],
  ['a body that never ends', (socket: net.Socket) => socket.write(`${ok(100)}ab`)],
  ['a body that drips', (socket: net.Socket) => drip(socket)],
])('the limit cuts %s', async (_name, answer) => {
  const server = await rawServer(answer)
  const error = await faultOf(get(server.url, 300))
  expect(error.fault).toBe('timeout')
  await server.allClosed()
})

test('a caller who leaves ends the call', async () => {
  const leaving = new AbortController()
  const server = await rawServer(() => leaving.abort(new Error('went home')))
  const error = await faultOf(get(server.url, 5000, leaving.signal))
  expect(error.fault).toBe('timeout')
  await server.allClosed()
})

test.each([
  ['not HTTP at all', 'SSH-2.0-OpenSSH_9.2\r\n', 'not-a-backup-server'],
  ['an endless header', `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(70_000)}`, 'not-a-backup-server'],
  ['a body cut short', `${ok(100)}{"a"`, 'broken-reply'],
  ['chunks cut short', `${chunked}5\r\n{"a":`, 'broken-reply'],
  ['garbled chunks', `${chunked}zz\r\n{"a":`, 'broken-reply'],
  ['nothing', '', 'refused'],
])('%s is a fault', async (_name, bytes, fault) => {
  const server = await rawServer((socket) => socket.end(bytes))
  expect((await faultOf(get(server.url))).fault).toBe(fault)
})

test('an endless body is cut at the cap, announced or not', async () => {
  const server = await httpServer((_req, res) => {
    res.writeHead(200)
    const pour = () => {
      while (!res.destroyed && res.write(Buffer.alloc(65_536, ' ')));
    }
    res.on('drain', pour)
    pour()
  })
  const error = await faultOf(get(server.url))
  expect(error).toMatchObject({ fault: 'broken-reply', detail: 'The answer is over 8 MiB' })
  await server.allClosed()
})

test('a closed port is refused', async () => {
  const probe = net.createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as net.AddressInfo
  await new Promise((done) => probe.close(done))
  const error = await faultOf(get(`http://127.0.0.1:${port}`))
  expect(error).toMatchObject({ fault: 'refused', detail: 'Nothing listens on this port' })
})

test('a name that does not exist is a fault of DNS', async () => {
  expect((await faultOf(get('http://no-such-host.invalid'))).fault).toBe('dns')
})

test.each([
  'http://169.254.169.254',
  'http://[fe80::1]',
  'http://[::ffff:169.254.169.254]',
  'http://[fd00:ec2::254]',
  'http://100.100.100.200',
  'http://0.0.0.0',
  'http://[::]',
  'http://2852039166', // 169.254.169.254 in one number
  'http://0xa9.0xfe.0xa9.0xfe',
])('%s is never contacted', async (url) => {
  expect((await faultOf(get(url))).fault).toBe('blocked')
})

test('the token is taken out of what a server says', () => {
  const text = remote('http://example.invalid').scrub(`you sent ${token}, ${token}!`)
  expect(text).toBe('you sent [token], [token]!')
})

test('no inspection of a remote shows its token', async () => {
  const { inspect } = await import('node:util')
  const one = remote('http://127.0.0.1:1')
  expect(inspect(one, { depth: 5, showHidden: true })).not.toContain(token)
  const error = await faultOf(get('http://127.0.0.1:1'))
  expect(inspect(error, { depth: 5 })).not.toContain(token)
})

function ok(lengthBytes: number): string {
  return `HTTP/1.1 200 OK\r\nContent-Length: ${lengthBytes}\r\n\r\n`
}

function drip(socket: net.Socket): void {
  socket.write(ok(1000))
  const timer = setInterval(() => socket.write(' '), 20)
  socket.on('close', () => clearInterval(timer))
}
