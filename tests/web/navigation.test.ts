import { afterAll, describe, expect, test } from 'vitest'
import { aPanel } from '../support/panel.ts'

const panel = await aPanel()
afterAll(() => panel[Symbol.asyncDispose]())
const { server, sandbox } = await panel.aSandbox({ name: 'Shop', tags: ['production'] })
const vera = await panel.signIn('vera')

describe('what scripts ask for beside the page', () => {
  test('contacts no server', async () => {
    const before = sandbox.traffic.requests.length
    const sidebar = await vera.get(`/sidebar?server=${server.id}`)
    const palette = await vera.get('/palette')
    expect([sidebar.status, palette.status]).toEqual([200, 200])
    expect(sidebar.body).not.toContain('<html')
    expect(sandbox.traffic.requests.length).toBe(before)
  })

  test('is kept by no cache', async () => {
    for (const path of ['/sidebar', '/palette']) {
      expect((await vera.get(path)).headers['cache-control']).toBe('no-store')
    }
  })

  test('bears odd questions', async () => {
    for (const odd of ['?server=', '?server[x]=1', '?server=%00', '?server=<script>']) {
      expect((await vera.get(`/sidebar${odd}`)).status).toBe(200)
    }
  })
})

test('what the last look found stands in the header of every page of the server', async () => {
  const settings = `/servers/${server.id}/settings`
  expect((await vera.get(settings)).body).not.toContain('server-seen')
  await vera.get(`/servers/${server.id}/state`)
  const { text, body } = await vera.get(settings)
  expect(body).toContain('server-seen')
  expect(text).toMatch(/Next run in/)
  expect((await vera.get('/sidebar')).body).not.toContain('data-dot')
})

test('what was found at a former address is forgotten', async () => {
  const { server: moved } = await panel.aSandbox({ name: 'Moved' })
  const ann = await panel.signIn('ann')
  await ann.get(`/servers/${moved.id}/state`)
  const form = { name: 'Moved', baseUrl: 'http://127.0.0.1:1', token: 'x', timeoutSeconds: '5' }
  expect((await ann.post(`/servers/${moved.id}`, { ...form, enabled: 'on' })).status).toBe(303)
  expect((await ann.get('/sidebar')).body).toContain(`data-dot="/servers/${moved.id}/state"`)
})
