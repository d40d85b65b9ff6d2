import { randomBytes } from 'node:crypto'
import type net from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { collector, neverReads } from '../support/collector.ts'
import { announced, faultOf, open, stream } from '../support/remote-streams.ts'
import { httpServer, json, rawServer } from '../support/scripted-server.ts'

const strays: unknown[] = []
process.on('unhandledRejection', (error) => strays.push(error))
afterEach(() => expect(strays).toEqual([]))

const file = randomBytes(3_000_000)

test('headers go both ways, and the token with them', async () => {
  const server = await httpServer((_req, res) => {
    res.writeHead(206, { 'content-length': 2, 'content-range': 'bytes 0-1/9' }).end('ab')
  })
  const body = await stream(`${server.url}/prefix`, { headers: { range: 'bytes=0-1' } })
  expect(body.status).toBe(206)
  expect(body.headers['content-range']).toBe('bytes 0-1/9')
  expect(server.requests[0]?.line).toBe('GET /prefix/file')
  expect(server.requests[0]?.headers).toMatchObject({
    range: 'bytes=0-1',
    authorization: 'Bearer secret-token',
  })
  const destination = collector()
  await body.pipeTo(destination)
  expect(destination.bytes().toString()).toBe('ab')
})

test('a header from the browser cannot smuggle in another one', async () => {
  const server = await httpServer((_req, res) => {
    res.writeHead(200, { 'content-length': 0 }).end()
  })
  const body = await stream(server.url, { headers: { range: 'bytes=0-1\r\nx-evil: 1' } })
  await body.pipeTo(collector())
  expect(server.requests[0]?.headers['x-evil']).toBeUndefined()
})

test('a head in small pieces is put together', async () => {
  const server = await rawServer(async (socket) => {
    for (const byte of announced('Content-Length: 3')) {
      socket.write(byte)
      await new Promise(setImmediate)
    }
    socket.write('abcdefg')
  })
  const destination = collector()
  await (await stream(server.url)).pipeTo(destination)
  expect(destination.bytes().toString()).toBe('abc')
})

test('an empty file is a file', async () => {
  const server = await rawServer((socket) => socket.write(announced('Content-Length: 0')))
  const destination = collector()
  await (await stream(server.url)).pipeTo(destination)
  expect(destination.writableFinished).toBe(true)
})

test('HEAD brings headers and pulls no body', async () => {
  const server = await httpServer((_req, res) => {
    res.writeHead(200, { 'content-length': file.length }).end()
  })
  const body = await stream(server.url, { method: 'HEAD' })
  expect(body.headers['content-length']).toBe(String(file.length))
  const destination = collector()
  await body.pipeTo(destination)
  expect(destination.bytes()).toHaveLength(0)
})

test('an answer other than success comes whole, and is asked for once', async () => {
  const text = '{"error":"backup not found"}'
  const server = await httpServer((_req, res) => {
    res.writeHead(404, { 'content-length': text.length }).end(text)
  })
  expect(await open(server.url)).toMatchObject({ status: 404, text })
  expect(server.requests).toHaveLength(1)
})

test.each([
  [304, { etag: '"a"', 'content-length': '1000' }],
  [412, { 'content-length': '0' }],
  [416, { 'content-range': 'bytes */10', 'content-length': '0' }],
])('%i has no body to wait for, and is asked for once', async (status, headers) => {
  const server = await httpServer((_req, res) => res.writeHead(status, headers).end())
  expect(await open(server.url)).toMatchObject({ status, headers, text: '' })
  expect(server.requests).toHaveLength(1)
})

test('a sentence that is too long, or of no announced length, is left to the ordinary way', async () => {
  const long = 'x'.repeat(100_000)
  const announcing = await httpServer((_req, res) => {
    res.writeHead(500, { 'content-length': long.length }).end(long)
  })
  expect(await open(announcing.url)).toMatchObject({ status: 500, text: long })
  const chunked = await httpServer((_req, res) => json(res, 404, { error: 'gone' }))
  expect(await open(chunked.url)).toMatchObject({ status: 404, text: '{"error":"gone"}\n' })
})

test('an answer other than success that drips is given up', async () => {
  const server = await rawServer((socket) => {
    socket.write('HTTP/1.1 500 Oh\r\nContent-Length: 1000\r\n\r\n')
    const timer = setInterval(() => socket.write(' '), 20)
    socket.on('close', () => clearInterval(timer))
  })
  expect((await faultOf(open(server.url, { headersMs: 300 }))).fault).toBe('timeout')
  await server.allClosed()
})

test.each([
  ['silence', (_socket: net.Socket) => {}, 'timeout'],
  ['half a head', (socket: net.Socket) => socket.write('HTTP/1.1 200 OK\r\nX'), 'timeout'],
  ['a closed connection', (socket: net.Socket) => socket.end(), 'refused'],
  ['another protocol', (socket: net.Socket) => socket.end('hello\r\n\r\n'), 'not-a-backup-server'],
  [
    'two lengths',
    (socket: net.Socket) => socket.end(announced('Content-Length: 1\r\nContent-Length: 2')),
    'broken-reply',
  ],
])('%s instead of an answer is a fault', async (_name, answer, fault) => {
  const server = await rawServer(answer)
  const headersMs = fault === 'timeout' ? 300 : 10_000
  expect((await faultOf(open(server.url, { headersMs }))).fault).toBe(fault)
  await server.allClosed()
})

test('an address that is never contacted is not contacted for files either', async () => {
  expect((await faultOf(open('http://169.254.169.254'))).fault).toBe('blocked')
})

test('a file for a caller who has already left is not asked for', async () => {
  const server = await httpServer((_req, res) => res.end())
  const error = await faultOf(open(server.url, { signal: AbortSignal.abort() }))
  expect(error.fault).toBe('timeout')
  expect(server.requests).toEqual([])
})

test('twenty readers who do not read hold no more than their gulps', async () => {
  const big = randomBytes(40_000_000)
  const server = await httpServer((_req, res) => {
    res.setHeader('content-length', big.length)
    res.end(big)
  })
  const before = process.memoryUsage().arrayBuffers
  const leaving = new AbortController()
  const bodies = await Promise.all(
    Array.from({ length: 20 }, () =>
      stream(server.url, { signal: AbortSignal.any([leaving.signal]) }),
    ),
  )
  const pouring = bodies.map((body) => faultOf(body.pipeTo(neverReads())))
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(60_000_000)
  leaving.abort()
  await Promise.all(pouring)
  await server.allClosed()
})
