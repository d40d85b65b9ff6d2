import { mkdir, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exchangeBytes, parse, type RawReply, sendRaw } from './raw-http.ts'
import { type TestSandbox, testSandbox } from './test-sandbox.ts'

/** What was checked side by side against the real program, beyond the recorded exchanges. */
let sandbox: TestSandbox

beforeAll(async () => {
  sandbox = await testSandbox({ databaseUrl: 'postgres://postgres@127.0.0.1:1/postgres' })
  const last = join(sandbox.backupDir, 'last')
  await mkdir(join(last, 'folder'), { recursive: true })
  await writeFile(join(last, 'hello.txt'), '0123456789'.repeat(10))
  await writeFile(join(last, 'empty.txt'), '')
  await writeFile(join(last, 'tab\tname.txt'), 'x')
  await writeFile(
    Buffer.concat([Buffer.from(`${last}/bad-`), Buffer.from([0xff, 0xe6, 0x9d])]),
    'x',
  )
  await symlink('nowhere', join(last, 'dangling'))
  await symlink('hello.txt', join(last, 'link.txt'))
  await utimes(join(last, 'hello.txt'), 1_700_000_000, 1_700_000_000)
})

afterAll(() => sandbox[Symbol.asyncDispose]())

const token = ['Authorization', 'Bearer token'] as const

function get(path: string, ...headers: [string, string][]): Promise<RawReply> {
  return sendRaw(sandbox.url, 'GET', path, [token, ...headers])
}

function raw(text: string): Promise<RawReply> {
  return exchangeBytes(sandbox.url, text).then(parse)
}

describe('paths', () => {
  it.each([
    ['//status?x=1', '/status?x=1'],
    ['/./a/../b%2Fc', '/b%252Fc'],
    ['/a"b//c', '/a%2522b/c'],
    ['/%C3%BC//x?q=ü', '/%25C3%25BC/x?q=%c3%bc'],
    ['http://host', '/'],
  ])('%s is redirected to %s, without a token', async (path, location) => {
    const reply = await sendRaw(sandbox.url, 'GET', path)
    expect(reply).toMatchObject({ status: 301, headers: { location } })
  })

  it.each([
    ['/%73tatus', 200],
    ['/status#fragment', 404],
    ['/backups/last/%2F', 404],
    ['/backups/last/%00', 404],
    ['/backups/last/%', 400],
    [`/backups/last/${'x'.repeat(300)}`, 404],
    ['/backups/last/%C2%A0', 400],
    ['/backups/last/link.txt', 200],
    ['/backups/last/dangling', 404],
    ['/backups/last/bad-%FF%E6%9D', 200],
    ['/healthz', 200],
    ['http://host/healthz?x', 200],
  ])('%s gives %i', async (path, status) => {
    expect((await get(path)).status).toBe(status)
  })
})

describe('methods', () => {
  it.each(['get', 'FOO', 'PROPFIND'])('%s is refused by the router', async (method) => {
    const reply = await sendRaw(sandbox.url, method, '/status', [token])
    expect(reply).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } })
  })

  it('an unknown one without a token is refused for that', async () => {
    expect((await sendRaw(sandbox.url, 'FOO', '/status')).status).toBe(401)
  })

  it('OPTIONS * is answered for everybody', async () => {
    expect((await sendRaw(sandbox.url, 'OPTIONS', '*')).status).toBe(200)
  })
})

describe('ranges', () => {
  it.each([
    ['bytes=-0', 206, 'bytes 100-99/100'],
    ['bytes= 0 - 1 ', 206, 'bytes 0-1/100'],
    ['bytes=+5-6', 206, 'bytes 5-6/100'],
    ['bytes=0-99,0-99', 200, undefined],
    ['bytes=,', 200, undefined],
    ['Bytes=0-1', 416, undefined],
    ['bytes=0-1,5-2', 416, undefined],
    ['bytes=9223372036854775807-', 416, 'bytes */100'],
    ['bytes=0-99999999999999999999', 416, undefined],
  ])('%s gives %i', async (range, status, contentRange) => {
    const reply = await get('/backups/last/hello.txt', ['Range', range])
    expect(reply.status).toBe(status)
    expect(reply.headers['content-range']).toBe(contentRange)
  })

  it('beyond an empty file are ignored', async () => {
    expect((await get('/backups/last/empty.txt', ['Range', 'bytes=0-9'])).status).toBe(200)
  })
})

describe('conditions', () => {
  it.each([
    ['If-Modified-Since', 'Tuesday, 14-Nov-23 22:13:20 GMT', 304],
    ['If-Modified-Since', 'Tue Nov 14 22:13:20 2023', 304],
    ['If-Modified-Since', 'tue, 14 nov 2023 22:13:20 GMT', 304],
    ['If-Modified-Since', 'tue, 14 nov 2023 22:13:20 gmt', 200],
    ['If-Modified-Since', 'Tue, 31 Feb 2023 22:13:20 GMT', 200],
    ['If-Unmodified-Since', 'Tue, 14 Nov 2023 22:13:19 GMT', 412],
    ['If-None-Match', '"a", *', 304],
    ['If-None-Match', '"a" x, *', 200],
    ['If-Match', '"a"', 412],
    ['If-Match', ', *', 200],
  ])('%s: %s gives %i', async (name, value, status) => {
    expect((await get('/backups/last/hello.txt', [name, value])).status).toBe(status)
  })
})

describe('a directory', () => {
  it('promises 2^63-1 bytes and sends none', async () => {
    const reply = await get('/backups/last/folder')
    expect(reply.status).toBe(200)
    expect(reply.headers['content-length']).toBe('9223372036854775807')
    expect(reply.body).toBe('')
  })
})

describe('names', () => {
  it('with a tab are quoted', async () => {
    const reply = await get('/backups/last/tab%09name.txt')
    expect(reply.headers['content-disposition']).toBe('attachment; filename="tab\tname.txt"')
  })

  it('that are no UTF-8 are listed with one mark for each byte', async () => {
    expect((await get('/backups')).body).toContain('"name":"bad-\\ufffd\\ufffd\\ufffd"')
  })
})

describe('requests that cannot be read', () => {
  it.each([
    ['GET /status HTTP/1.1\r\n\r\n', 400, '400 Bad Request: missing required Host header'],
    ['GET /a b HTTP/1.1\r\nHost: x\r\n\r\n', 400, '400 Bad Request'],
    ['GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n', 400, '400 Bad Request'],
    ['GET /healthz HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n', 400, '400 Bad Request'],
    ['GET /healthz HTTP/1.1\r\nHost: a/b\r\n\r\n', 400, '400 Bad Request: malformed Host header'],
    ['hello\r\n\r\n', 400, '400 Bad Request'],
  ])('%j are answered in text', async (text, status, body) => {
    const reply = await raw(text)
    expect(reply).toMatchObject({ status, body, headers: { connection: 'close' } })
  })

  it('with more than a megabyte of headers give 431', async () => {
    const reply = await raw(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(1_100_000)}\r\n\r\n`)
    expect(reply.status).toBe(431)
  })
})

describe('bodies', () => {
  const post = (body: string) => sendRaw(sandbox.url, 'POST', '/restore', [token], body)

  it.each([
    ['null', 'restore requires "confirm": true'],
    ['{"CONFIRM":true}garbage', 'restore requires target_db'],
    ['{"confirm":true,"confirm":false}', 'restore requires "confirm": true'],
    ['{"confirm":true,"target_db":"x","telegram_message_id":5.0}', 'invalid JSON body'],
    ['{"confirm":true,"target_db":"x","telegram_message_id":5e0}', 'invalid JSON body'],
    ['\ufeff{}', 'invalid JSON body'],
    ['{"confirm":true,"target_db":"x","file":"y<&/a"}', 'unknown slot: y<&'],
  ])('%s is refused with "%s"', async (body, error) => {
    expect(JSON.parse((await post(body)).body)).toEqual({ error })
  })

  it('are answered as soon as their JSON is complete, whatever is still owed', async () => {
    const head = `POST /restore HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer token\r\n`
    const reply = await raw(`${head}Connection: close\r\nContent-Length: 20\r\n\r\n{}`)
    expect(reply.status).toBe(400)
  })

  it('asked for with "100 Continue" are not asked for when the token is wrong', async () => {
    const head = 'POST /restore HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n'
    expect((await raw(`${head}Expect: 100-continue\r\n\r\n{}`)).status).toBe(401)
  })
})

describe('a broken file of overrides', () => {
  it.each([
    ['{b', "invalid character 'b' looking for beginning of object key string"],
    ['', 'unexpected end of JSON input'],
    ['{"a":5}', 'json: cannot unmarshal number into Go value of type string'],
    ['{"a":"x"}}', "invalid character '}' after top-level value"],
    ['nul', "invalid character ' ' in literal null (expecting 'l')"],
  ])("%s gives 500 and Go's words, and leaves the status alone", async (text, error) => {
    await using broken = await testSandbox({ databaseUrl: 'postgres://127.0.0.1:1/postgres' })
    await writeFile(join(broken.backupDir, '.api-overrides.json'), text)
    const reply = await broken.call('GET', '/config')
    expect(reply.status).toBe(500)
    expect(await reply.json()).toEqual({ error })
    expect((await broken.call('GET', '/status')).status).toBe(200)
  })
})
