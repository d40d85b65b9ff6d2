import { afterAll, describe, expect, test } from 'vitest'
import { aPanel, teller } from '../support/panel.ts'

const panel = await aPanel()
afterAll(() => panel[Symbol.asyncDispose]())
const ann = await panel.signIn('ann')

const { server, sandbox } = await panel.aSandbox({ name: 'Resting', isEnabled: false })
const at = (path: string) => `/servers/${server.id}${path}`

const sentence = 'This server is paused, so it is not contacted'
const confirmed = { backupId: 'last:a.sql.gz', targetDb: 'x', confirmation: 'Resting/x' }

describe('a paused server', () => {
  test.each(['', '/backups', '/jobs', '/restores/new', '/settings'])(
    'says so in the place of its data: %s',
    async (path) => {
      const answer = await ann.get(at(path))
      expect([answer.status, answer.text.includes(sentence)]).toEqual([200, true])
    },
  )

  test('has a state of its own', async () => {
    const answer = await ann.get(at('/state'))
    expect([answer.status, answer.text.includes('Paused')]).toEqual([200, true])
  })

  test.each<[string, Record<string, string>]>([
    ['/runs', {}],
    ['/restores', confirmed],
    ['/backups/last:a.sql.gz/removal', { confirmation: 'a.sql.gz', scope: 'dump' }],
    ['/settings', { 'value[SCHEDULE]': '@hourly', intent: 'apply' }],
    ['/settings/SCHEDULE/removal', {}],
  ])('takes no act: POST %s', async (path, form) => {
    const answer = await ann.post(at(path), form)
    expect([answer.status, answer.text.includes(sentence)]).toEqual([409, true])
  })

  test.each(['/backups/last:a.sql.gz/file', '/jobs/0123456789abcdef'])(
    'hands nothing out: GET %s',
    async (path) => {
      const answer = await ann.get(at(path))
      expect([answer.status, answer.text.includes(sentence)]).toEqual([409, true])
    },
  )

  test('offers no button that could not work', async () => {
    const dashboard = await ann.get(at(''))
    expect(dashboard.body).not.toMatch(new RegExp(`action="${at('/runs')}"`))
  })

  test('is not probed either', async () => {
    expect((await ann.get(at('/probe'))).text).toContain(sentence)
  })

  test('can still be changed, and then answers', async () => {
    expect(sandbox.traffic.requests).toEqual([])
    await panel.services.servers.update(teller, server, { ...server, isEnabled: true })
    expect((await ann.get(at('/backups'))).text).not.toContain(sentence)
    expect(sandbox.traffic.requests).not.toEqual([])
    await panel.services.servers.update(teller, server, { ...server, isEnabled: false })
    const count = sandbox.traffic.requests.length
    expect((await ann.get(at('/backups'))).text).toContain(sentence)
    expect(sandbox.traffic.requests.length).toBe(count)
  })
})

describe('a token that APP_SECRET no longer opens', () => {
  const unreadable = 'The stored token cannot be opened'

  test('is said on the pages, nothing is sent, and nothing overwritten', async () => {
    await using before = await aPanel()
    const { server: shop, sandbox: remote } = await before.aSandbox()
    await using after = await aPanel({ database: { url: before.databaseUrl } })
    const client = await after.signIn('ann')
    for (const path of ['', '/backups', '/jobs', '/restores/new', '/settings']) {
      const answer = await client.get(`/servers/${shop.id}${path}`)
      expect([answer.status, answer.text.includes(unreadable)]).toEqual([200, true])
    }
    const run = await client.post(`/servers/${shop.id}/runs`)
    expect([run.status, run.text.includes(unreadable)]).toEqual([502, true])
    expect((await client.get('/servers')).text).toContain('cannot be opened')
    expect(remote.traffic.requests).toEqual([])
    expect(await before.stores.servers.token(shop)).toBe('token')
  })

  test('is healed by entering it again', async () => {
    await using before = await aPanel()
    const { server: shop } = await before.aSandbox()
    await using after = await aPanel({ database: { url: before.databaseUrl } })
    const client = await after.signIn('ann')
    const form = { name: shop.name, baseUrl: shop.baseUrl, timeoutSeconds: '5', enabled: 'on' }
    const kept = await client.post(`/servers/${shop.id}`, { ...form, token: '' })
    expect(kept.status).toBe(303)
    expect((await client.get(`/servers/${shop.id}/backups`)).text).toContain(unreadable)
    await client.post(`/servers/${shop.id}`, { ...form, token: 'token' })
    expect((await client.get(`/servers/${shop.id}/backups`)).text).not.toContain(unreadable)
  })

  test('is opened with the former secret as APP_SECRET_PREVIOUS', async () => {
    const former = 'the secret of the time before, long'
    await using before = await aPanel({ env: { APP_SECRET: former } })
    const { server: shop } = await before.aSandbox()
    const env = { APP_SECRET_PREVIOUS: former }
    await using after = await aPanel({ env, database: { url: before.databaseUrl } })
    const client = await after.signIn('ann')
    expect((await client.get(`/servers/${shop.id}/backups`)).text).not.toContain(unreadable)
  })
})
