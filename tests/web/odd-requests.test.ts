import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paths } from '../../src/web/paths.ts'
import type { Asked } from '../support/client.ts'
import { placeFile } from '../support/dump-files.ts'
import { aPanel, password } from '../support/panel.ts'
import { routeRows } from '../support/route-rows.ts'

const panel = await aPanel({ env: { TRUST_PROXY: '1' } })
afterAll(() => panel[Symbol.asyncDispose]())
const ann = await panel.signIn('ann')
const { server, sandbox } = await panel.aSandbox({ name: 'Shop' })
await placeFile(sandbox.backupDir, 'a.sql')
await placeFile(sandbox.backupDir, 'kept.sql')

const strays: unknown[] = []
beforeAll(() => void process.on('unhandledRejection', (error) => strays.push(error)))
afterAll(() => expect(strays).toEqual([]))

const rows = routeRows(panel, server.id)
const urls = (method: string) =>
  rows.filter(([its, path]) => its === method && path !== '/logout').map(([, path]) => path)

const form = 'application/x-www-form-urlencoded'
const oddForms: [name: string, asked: Asked][] = [
  ['nothing at all', {}],
  ['an empty form', { body: '', headers: { 'content-type': form } }],
  ['JSON', { body: '{"name":{"a":1}}', headers: { 'content-type': 'application/json' } }],
  ['broken JSON', { body: '{', headers: { 'content-type': 'application/json' } }],
  ['a file', { body: '--x\r\n', headers: { 'content-type': 'multipart/form-data; boundary=x' } }],
  [
    'fields that name inner workings',
    {
      body: '__proto__=1&constructor=1&hasOwnProperty=1&toString=1',
      headers: { 'content-type': form },
    },
  ],
  [
    'each field twice',
    {
      body: ['name', 'baseUrl', 'token', 'username', 'password', 'next', 'confirmation', 'scope']
        .concat(['backupId', 'targetDb', 'intent', 'value[SCHEDULE]', 'code'])
        .flatMap((name) => [`${name}=a`, `${name}=b`])
        .join('&'),
      headers: { 'content-type': form },
    },
  ],
  [
    'zero characters, halves of pairs and broken escapes',
    {
      body: ['name', 'username', 'password', 'backupId', 'targetDb', 'value[POSTGRES_DB]']
        .map((name) => `${name}=%00%ED%A0%80%ZZ`)
        .join('&'),
      headers: { 'content-type': form },
    },
  ],
]

describe.each(oddForms)('a form that holds %s', (_, asked) => {
  test('is no fault of ours, wherever it is sent', async () => {
    for (const url of urls('post')) {
      const { status } = await ann.begin(url, { ...asked, method: 'POST' })
      expect([url, status, status < 500 || status === 502]).toEqual([url, status, true])
      expect([url, status]).not.toEqual([url, 500])
    }
  })
})

test.each([
  '?',
  '?q=%00&page=%00',
  '?q=a&q=b&page=1&page=2',
  '?__proto__[a]=1',
  '?backup=%ED%A0%80',
])('odd questions are no fault of ours: %s', async (query) => {
  for (const url of urls('get')) {
    const { status } = await ann.begin(url + query)
    expect([url, status >= 500]).toEqual([url, false])
  }
})

test.each([
  { cookie: 'backupgram-admin=%' },
  { cookie: 'backupgram-admin=s%3Anothing.signed' },
  { cookie: `backupgram-admin=${'x'.repeat(8000)}` },
  { cookie: 'backupgram-admin=s%3A%00.%00; =; ;' },
])('a damaged cookie is nobody’s: %o', async (headers) => {
  expect((await panel.anonymous().get('/servers', headers)).status).toBe(303)
})

test.each([
  ['a word', 'unknown'],
  ['a very long word', 'x'.repeat(5000)],
  ['a very long zone', `fe80::1%${'x'.repeat(5000)}`],
  ['an address with a port', '203.0.113.9:4711'],
  ['nothing', ''],
])('when a proxy gives %s for the visitor’s address, signing in works', async (_, address) => {
  const headers = { 'x-forwarded-for': address }
  const answer = await panel.anonymous().post('/login', { username: 'otto', password }, headers)
  expect(answer.status).toBe(303)
})

test.each(['bytes=abc', 'items=0-1', 'bytes=5-2', 'bytes=--1', `bytes=${'9'.repeat(400)}-`, ' '])(
  'an odd range is no fault of ours: %s',
  async (range) => {
    const answer = await ann.get(paths().backupFile(server.id, 'last:kept.sql'), { range })
    expect([200, 206, 400, 416]).toContain(answer.status)
  },
)

test.each([
  { 'if-none-match': '*' },
  { 'if-none-match': 'garbage' },
  { 'if-modified-since': 'yesterday' },
  { 'if-range': '"nothing', range: 'bytes=0-' },
  { 'if-unmodified-since': 'tomorrow' },
])('an odd condition is no fault of ours: %o', async (headers) => {
  const url = paths().backupFile(server.id, 'last:kept.sql')
  const answer = await ann.get(url, headers as Record<string, string>)
  expect([200, 206, 304, 412]).toContain(answer.status)
})

test('nothing of it was reported as a fault of the panel', () => {
  expect(panel.logged.filter((line) => line.includes('fault of the panel'))).toEqual([])
})
