import { afterAll, describe, expect, test } from 'vitest'
import type { Answer } from '../support/client.ts'
import { openLiveStream } from '../support/live-stream.ts'
import { aPanel } from '../support/panel.ts'

const panel = await aPanel()
afterAll(() => panel[Symbol.asyncDispose]())
const ann = await panel.signIn('ann')
const visitor = panel.anonymous()

function expectOurPage(answer: Answer, status: number): void {
  expect(answer.status).toBe(status)
  expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
  expect(answer.body).toContain('rel="stylesheet"')
  expect(answer.text).toMatch(/Request [0-9a-f-]{36}/)
  expect(answer.text).not.toMatch(/node_modules|\bat .+\(|\.ts:\d|Error:/)
}

describe('a page of ours answers', () => {
  test.each(['/nothing', '/servers/none/nothing', '/servers/none', '/assets/nothing.css'])(
    'what is not there: %s',
    async (path) => {
      expectOurPage(await ann.get(path), 404)
    },
  )

  test('what is not there, also before sign-in', async () => {
    const answer = await visitor.get('/nothing')
    expectOurPage(answer, 404)
    expect(answer.text).toContain('Sign in')
  })

  test.each([
    ['PUT', '/servers', 'GET, HEAD, POST'],
    ['DELETE', '/login', 'GET, HEAD, POST'],
    ['POST', '/audit', 'GET, HEAD'],
    ['GET', '/logout', 'POST'],
    ['PATCH', '/servers/x/settings', 'GET, HEAD, POST'],
  ])('a method that an address does not take: %s %s', async (method, path, allowed) => {
    const answer = await ann.send(path, { method })
    expectOurPage(answer, 405)
    expect(answer.headers.allow).toBe(allowed)
  })

  test.each(['/servers/%', '/servers/%ZZ', '/servers/%C0%AF', '/assets/%'])(
    'a broken escape: %s',
    async (path) => {
      expectOurPage(await ann.get(path), 400)
    },
  )

  test.each([
    ['too long', `name=${'x'.repeat(300_000)}`],
    ['of too many fields', '&a=1'.repeat(600)],
  ])('a form that is %s', async (_, body) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    expectOurPage(await ann.send('/servers', { method: 'POST', body, headers }), 413)
  })

  test('a form in an encoding that nobody sends', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-7' }
    expectOurPage(await ann.send('/servers', { method: 'POST', body: 'a=1', headers }), 415)
  })

  test('a form that no page of ours sends, and that cannot be shown again', async () => {
    const answer = await ann.post('/density', { density: 'cramped' })
    expectOurPage(answer, 422)
    expect(answer.text).toContain('Rows can stand comfortable or compact, and no other way.')
  })

  test('what is too much at once, with the time to wait in words and in its header', async () => {
    const topic = 'state:s1'
    const open = await Promise.all(Array.from({ length: 12 }, () => openLiveStream(ann, [topic])))
    const answer = await ann.get(`/live?topic=${topic}`)
    for (const stream of open) await stream[Symbol.asyncDispose]()
    expectOurPage(answer, 429)
    expect(answer.headers['retry-after']).toBe('5')
    expect(answer.text).toContain('Wait 5 seconds, then try again.')
  })

  test('a path with a NUL, an odd id, and a very long one', async () => {
    expectOurPage(await ann.get('/servers/%00'), 404)
    expectOurPage(await ann.get(`/servers/${'x'.repeat(5000)}`), 404)
    expectOurPage(await ann.get('/servers/__proto__'), 404)
  })
})

test('HEAD answers like GET, without the page', async () => {
  const answer = await ann.send('/servers', { method: 'HEAD' })
  expect([answer.status, answer.bytes.length]).toEqual([200, 0])
})

test('pages of signed-in people are kept by no cache', async () => {
  const { headers } = await ann.get('/servers')
  expect(headers['cache-control']).toContain('no-store')
  expect(headers['etag']).toBeUndefined()
})

test('below a base path, an address outside is answered by a page of ours too', async () => {
  await using lower = await aPanel({ env: { BASE_PATH: '/backups' } })
  expectOurPage(await lower.anonymous().get('/elsewhere'), 404)
  const home = await lower.anonymous().get('/backups')
  expect([home.status, home.headers.location]).toEqual([303, '/backups/login?next=%2Fbackups'])
})

describe('a fault of our own', () => {
  test('is a page with a number that finds the rest in the log', async () => {
    await using broken = await aPanel()
    const client = await broken.signIn('ann')
    await broken.database.pool.query('alter table audit rename to elsewhere')
    const answer = await client.get('/audit')
    expectOurPage(answer, 500)
    expect(answer.text).not.toContain('elsewhere')
    const [, id] = /Request ([0-9a-f-]{36})/.exec(answer.text) ?? []
    expect(broken.logged.some((line) => line.includes(String(id)) && line.includes('stack'))).toBe(
      true,
    )
  })

  test('of the session store is a page as well', async () => {
    await using broken = await aPanel()
    const client = await broken.signIn('ann')
    await broken.database.pool.query('alter table session rename to elsewhere')
    expectOurPage(await client.get('/servers'), 500)
  })
})

test('health needs no sign-in, and readiness tells when the panel stops', async () => {
  await using stopping = await aPanel()
  const probe = stopping.anonymous()
  expect((await probe.get('/healthz')).status).toBe(200)
  expect((await probe.get('/readyz')).status).toBe(200)
  stopping.state.isStopping = true
  expect((await probe.get('/readyz')).status).toBe(503)
  expect((await probe.get('/healthz')).status).toBe(200)
})
