import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { paths } from '../../src/web/paths.ts'
import { bytesOf } from '../support/client.ts'
import { placeFile } from '../support/dump-files.ts'
import { aPanel } from '../support/panel.ts'
import { fileHead, rowsOf, servingFile } from '../support/scripted-file.ts'

const panel = await aPanel()
afterAll(() => panel[Symbol.asyncDispose]())
const otto = await panel.signIn('otto')
const { server, sandbox } = await panel.aSandbox({ name: 'Shop' })
const to = paths()

const digits = '0123456789'
const at = new Date('2026-11-20T12:00:00Z')
const lastModified = 'Fri, 20 Nov 2026 12:00:00 GMT'
await placeFile(sandbox.backupDir, 'digits.sql', { bytes: digits, at })
const url = to.backupFile(server.id, 'last:digits.sql')

describe('a download', () => {
  test('comes whole, with its length and headers that keep proxies away from it', async () => {
    const answer = await otto.get(url)
    expect([answer.status, answer.body]).toEqual([200, digits])
    expect(answer.headers).toMatchObject({
      'content-length': '10',
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename=digits.sql',
      'cache-control': 'private, no-store, no-transform',
      'x-accel-buffering': 'no',
      'accept-ranges': 'bytes',
      'last-modified': lastModified,
      'x-content-type-options': 'nosniff',
    })
  })

  test.each([
    ['bytes=2-4', '234', 'bytes 2-4/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-2', '89', 'bytes 8-9/10'],
  ])('of a range %s comes as that', async (range, bytes, contentRange) => {
    const answer = await otto.get(url, { range })
    expect([answer.status, answer.body]).toEqual([206, bytes])
    expect(answer.headers['content-range']).toBe(contentRange)
    expect(answer.headers['content-length']).toBe(String(bytes.length))
  })

  test('past the end is 416, with the true length', async () => {
    const answer = await otto.get(url, { range: 'bytes=99-' })
    expect([answer.status, answer.headers['content-range']]).toEqual([416, 'bytes */10'])
  })

  test('of several ranges comes whole', async () => {
    const answer = await otto.get(url, { range: 'bytes=0-1,4-5' })
    expect([answer.status, answer.body]).toEqual([200, digits])
  })

  test('goes on with If-Range only while the file is the same', async () => {
    const same = await otto.get(url, { range: 'bytes=5-', 'if-range': lastModified })
    expect([same.status, same.body]).toEqual([206, '56789'])
    const before = 'Thu, 19 Nov 2026 12:00:00 GMT'
    const changed = await otto.get(url, { range: 'bytes=5-', 'if-range': before })
    expect([changed.status, changed.body]).toEqual([200, digits])
  })

  test('that the browser has already is 304', async () => {
    const answer = await otto.get(url, { 'if-modified-since': lastModified })
    expect([answer.status, answer.bytes.length]).toEqual([304, 0])
  })

  test('whose precondition fails is 412', async () => {
    const before = 'Thu, 19 Nov 2026 12:00:00 GMT'
    expect((await otto.get(url, { 'if-unmodified-since': before })).status).toBe(412)
  })

  test('asked for by HEAD tells its length, pulls no byte, and is no act', async () => {
    const rows = (await rowsOf(panel, url)).length
    const answer = await otto.send(url, { method: 'HEAD' })
    expect([answer.status, answer.headers['content-length']]).toEqual([200, '10'])
    expect(sandbox.traffic.requests.at(-1)).toBe('HEAD /backups/last/digits.sql')
    expect((await rowsOf(panel, url)).length).toBe(rows)
  })

  test('of an empty file is empty and whole', async () => {
    await placeFile(sandbox.backupDir, 'empty.sql', { bytes: '' })
    const answer = await otto.get(to.backupFile(server.id, 'last:empty.sql'))
    expect([answer.status, answer.headers['content-length'], answer.body]).toEqual([200, '0', ''])
  })

  test('of something compressed stays as it is, whatever the browser accepts', async () => {
    const bytes = gzipSync('insert into orders\n'.repeat(1000))
    await placeFile(sandbox.backupDir, 'dump.sql.gz', { bytes })
    const accepting = { 'accept-encoding': 'gzip, br' }
    const answer = await otto.get(to.backupFile(server.id, 'last:dump.sql.gz'), accepting)
    expect(answer.headers['content-encoding']).toBeUndefined()
    expect(answer.bytes.equals(bytes)).toBe(true)
  })

  test('of plain text is not compressed either', async () => {
    await placeFile(sandbox.backupDir, 'plain.sql', { bytes: 'select 1;\n'.repeat(1000) })
    const file = to.backupFile(server.id, 'last:plain.sql')
    const answer = await otto.get(file, { 'accept-encoding': 'gzip' })
    expect(answer.headers['content-length']).toBe('10000')
    expect(answer.headers['content-encoding']).toBeUndefined()
  })

  test('passes on only the headers that it must, both ways', async () => {
    const { remote, url: file } = await servingFile(panel, (_, res) => {
      res.writeHead(200, {
        ...fileHead(3),
        'set-cookie': 'backupgram-admin=planted',
        'content-disposition': 'inline; filename="evil.html"',
        'x-frame-options': 'ALLOWALL',
        'access-control-allow-origin': '*',
        etag: '"v1"',
      })
      res.end('abc')
    })
    const answer = await otto.get(file, { range: 'bytes=0-', 'x-other': 'mine' })
    expect(answer.body).toBe('abc')
    expect(answer.headers.etag).toBe('"v1"')
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
    expect(answer.headers['x-frame-options']).not.toBe('ALLOWALL')
    expect(answer.headers['content-disposition']).toBe('attachment; filename=a.sql')
    const sent = remote.requests[0]?.headers ?? {}
    expect(sent).toMatchObject({ range: 'bytes=0-', authorization: 'Bearer token' })
    expect(Object.keys(sent)).not.toContain('cookie')
    expect(Object.keys(sent)).not.toContain('x-other')
  })

  test('that turns out to be a page is refused, not saved as a dump', async () => {
    const { url: file } = await servingFile(panel, (_, res) => {
      res.writeHead(200, { 'content-type': 'text/html', 'content-length': '6' }).end('<html>')
    })
    const answer = await otto.get(file)
    expect(answer.status).toBe(502)
    expect(answer.headers['content-disposition']).toBeUndefined()
    expect(answer.text).toContain('Something else answers at this address')
  })
})

test('many downloads at once are each whole, and pages are answered meanwhile', async () => {
  const bytes = randomBytes(2_000_000)
  await placeFile(sandbox.backupDir, 'many.sql', { bytes })
  const file = to.backupFile(server.id, 'last:many.sql')
  const open = await Promise.all(Array.from({ length: 12 }, () => otto.open(file)))
  expect((await otto.get(to.servers())).status).toBe(200)
  expect((await otto.get(to.backups(server.id))).status).toBe(200)
  const all = await Promise.all(open.map(bytesOf))
  expect(all.every((each) => each.equals(bytes))).toBe(true)
})

test('a download leaves its row before the first byte', async () => {
  await otto.get(url)
  expect((await rowsOf(panel, url)).at(-1)).toMatchObject({
    action: 'backup.download',
    target: { id: 'last:digits.sql', name: 'digits.sql' },
    detail: { server: 'Shop' },
    outcome: 'done',
  })
})
