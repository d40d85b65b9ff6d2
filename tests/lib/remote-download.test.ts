import { randomBytes } from 'node:crypto'
import type net from 'node:net'
import { Writable } from 'node:stream'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { RemoteError } from '../../src/core/errors.ts'
import { remoteAgents } from '../../src/lib/remote/agents.ts'
import { Remote } from '../../src/lib/remote/remote.ts'
import type { RemoteStream } from '../../src/lib/remote/stream.ts'
import { httpServer, json, rawServer } from '../support/scripted-server.ts'

const agents = remoteAgents()
afterAll(() => agents.close())

const strays: unknown[] = []
process.on('unhandledRejection', (error) => strays.push(error))
afterEach(() => expect(strays).toEqual([]))

const patient = new AbortController().signal
const file = randomBytes(3_000_000)

interface Opening {
  headers?: Record<string, string>
  method?: 'GET' | 'HEAD'
  headersMs?: number
  silenceMs?: number
  signal?: AbortSignal
}

function open(url: string, opening: Opening = {}) {
  const { headers = {}, method = 'GET', headersMs = 5000, silenceMs = 5000 } = opening
  const remote = new Remote(agents, { baseUrl: url, token: 'secret-token', verifyTls: true })
  const limits = { headersMs, silenceMs }
  return remote.open({ method, path: '/file', headers, limits }, opening.signal ?? patient)
}

async function stream(url: string, opening: Opening = {}): Promise<RemoteStream> {
  const answer = await open(url, opening)
  if (!('pipeTo' in answer)) throw new Error(`Not a stream: ${answer.status}`)
  return answer
}

/** Takes each chunk only after a while, and looks at its bytes only then. */
function collector(takeMs = 0): Writable & { bytes(): Buffer } {
  const chunks: Buffer[] = []
  const writable = new Writable({
    highWaterMark: 1,
    write(chunk: Buffer, _encoding, done) {
      setTimeout(() => {
        chunks.push(Buffer.from(chunk))
        done()
      }, takeMs)
    },
  })
  return Object.assign(writable, { bytes: () => Buffer.concat(chunks) })
}

function neverReads(): Writable {
  return new Writable({ highWaterMark: 1, write() {} })
}

async function faultOf(call: Promise<unknown>): Promise<RemoteError> {
  const error = await call.then(
    () => null,
    (reason) => reason,
  )
  expect(error).toBeInstanceOf(RemoteError)
  return error
}

/** Two ways lead to a file: past undici when the answer is plain, through it otherwise. */
const ways = [
  { way: 'a file of announced length', head: `Content-Length: ${file.length}` },
  { way: 'a file in chunks', head: 'Transfer-Encoding: chunked' },
]

function announced(head: string): string {
  return `HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n${head}\r\n\r\n`
}

/** As the head promises: framed in one chunk, or bare. */
function framed(head: string, bytes: Buffer, announcedBytes = bytes.length): Buffer {
  if (head.startsWith('Content-Length')) return bytes
  return Buffer.concat([Buffer.from(`${announcedBytes.toString(16)}\r\n`), bytes])
}

describe.each(ways)('$way', ({ head }) => {
  test('arrives byte for byte, however slowly its chunks are taken', async () => {
    const server = await httpServer((_req, res) => {
      if (head.startsWith('Content-Length')) res.setHeader('content-length', file.length)
      res.end(file)
    })
    const destination = collector(3)
    await (await stream(server.url)).pipeTo(destination)
    expect(destination.bytes().equals(file)).toBe(true)
    expect(destination.writableFinished).toBe(true)
  })

  test('that breaks off destroys the destination', async () => {
    const server = await rawServer((socket) => {
      socket.write(announced(head))
      socket.end(framed(head, file.subarray(0, 1_000_000), file.length))
    })
    const destination = collector()
    const error = await faultOf((await stream(server.url)).pipeTo(destination))
    expect(error.fault).toBe('broken-reply')
    expect(destination.destroyed).toBe(true)
    expect(destination.writableFinished).toBe(false)
  })

  test('is cut when the connection is reset', async () => {
    const server = await rawServer((socket) => {
      socket.write(announced(head))
      socket.write(framed(head, file.subarray(0, 1000), file.length), () =>
        socket.resetAndDestroy(),
      )
    })
    const error = await faultOf(stream(server.url).then((body) => body.pipeTo(collector())))
    expect(['broken-reply', 'refused']).toContain(error.fault)
  })

  test('is given up when the server falls silent', async () => {
    const server = await rawServer((socket) => {
      socket.write(announced(head))
      socket.write(framed(head, file.subarray(0, 1000), file.length))
    })
    const destination = collector()
    const error = await faultOf((await stream(server.url, { silenceMs: 200 })).pipeTo(destination))
    expect(error.fault).toBe('timeout')
    expect(destination.destroyed).toBe(true)
    await server.allClosed()
  })

  test('is given up when the reader stops reading', async () => {
    const server = await rawServer((socket) => {
      socket.write(announced(head))
      socket.write(framed(head, file))
    })
    const destination = neverReads()
    const error = await faultOf((await stream(server.url, { silenceMs: 200 })).pipeTo(destination))
    expect(error.fault).toBe('timeout')
    expect(destination.destroyed).toBe(true)
    await server.allClosed()
  })

  test('is given up when nobody takes it', async () => {
    const server = await rawServer((socket) => {
      socket.write(announced(head))
      socket.write(framed(head, file))
    })
    const body = await stream(server.url, { silenceMs: 200 })
    await server.allClosed()
    const destination = collector()
    expect((await faultOf(body.pipeTo(destination))).fault).toBe('timeout')
  })

  test('survives a reader who is slow but reads', async () => {
    const server = await httpServer((_req, res) => {
      if (head.startsWith('Content-Length')) res.setHeader('content-length', file.length)
      res.end(file)
    })
    const destination = collector(60)
    await (await stream(server.url, { silenceMs: 400 })).pipeTo(destination)
    expect(destination.bytes().equals(file)).toBe(true)
  })

  test('stops when the destination is closed', async () => {
    const server = await rawServer((socket) => {
      socket.write(announced(head))
      socket.write(framed(head, file.subarray(0, 1000), file.length))
    })
    const destination = collector()
    const pouring = (await stream(server.url)).pipeTo(destination)
    destination.destroy()
    await expect(pouring).rejects.toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' })
    await server.allClosed()
  })

  test('stops when the caller leaves', async () => {
    const server = await rawServer((socket) => {
      socket.write(announced(head))
      socket.write(framed(head, file.subarray(0, 1000), file.length))
    })
    const leaving = new AbortController()
    const body = await stream(server.url, { signal: leaving.signal })
    const pouring = faultOf(body.pipeTo(collector()))
    leaving.abort()
    expect((await pouring).fault).toBe('timeout')
    await server.allClosed()
  })

  test('can be let go', async () => {
    const server = await rawServer((socket) => {
      socket.write(announced(head))
      socket.write(framed(head, file.subarray(0, 1000), file.length))
    })
    ;(await stream(server.url)).discard()
    await server.allClosed()
  })
})

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

test('an answer other than success comes whole', async () => {
  const server = await httpServer((_req, res) => json(res, 404, { error: 'backup not found' }))
  expect(await open(server.url)).toMatchObject({
    status: 404,
    text: '{"error":"backup not found"}\n',
  })
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
  expect((await faultOf(open(server.url, { headersMs: 300 }))).fault).toBe(fault)
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
