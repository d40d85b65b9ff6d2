import { randomBytes } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { collector, neverReads } from '../support/collector.ts'
import { announced, faultOf, stream } from '../support/remote-streams.ts'
import { httpServer, rawServer } from '../support/scripted-server.ts'

const strays: unknown[] = []
process.on('unhandledRejection', (error) => strays.push(error))
afterEach(() => expect(strays).toEqual([]))

const file = randomBytes(3_000_000)

/** Two ways lead to a file: past undici when the answer is plain, through it otherwise. */
const ways = [
  { way: 'a file of announced length', head: `Content-Length: ${file.length}` },
  { way: 'a file in chunks', head: 'Transfer-Encoding: chunked' },
]

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
