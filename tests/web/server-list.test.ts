import { afterAll, describe, expect, test } from 'vitest'
import { aPanel } from '../support/panel.ts'
import { rawServer } from '../support/scripted-server.ts'

const panel = await aPanel()
afterAll(() => panel[Symbol.asyncDispose]())
const vera = await panel.signIn('vera')

test('an empty list says what to do', async () => {
  await using empty = await aPanel()
  const answer = await (await empty.signIn('ann')).get('/servers')
  expect(answer.status).toBe(200)
  expect(answer.body.match(/href="\/servers\/new"/g)).toHaveLength(1)
})

describe('the list of servers', () => {
  test('contacts nobody, however many are dead', async () => {
    const silent = await rawServer(() => undefined)
    await panel.aServer({ name: 'Black hole', baseUrl: silent.url })
    const { sandbox } = await panel.aSandbox({ name: 'Shop' })
    const answer = await vera.get('/servers')
    expect(answer.text).toContain('Black hole')
    expect(answer.text).toContain('Shop')
    expect([silent.opened(), sandbox.traffic.requests]).toEqual([0, []])
  })

  test('shows names as text', async () => {
    await panel.aServer({ name: '<img src=x onerror=alert(1)>', tags: ['"><script>'] })
    const answer = await vera.get('/servers')
    expect(answer.body).not.toContain('<img src=x')
    expect(answer.body).not.toContain('"><script>')
    expect(answer.text).toContain('<img src=x onerror=alert(1)>')
  })

  test('narrows by text and tag, and bears odd questions', async () => {
    await panel.aServer({ name: 'Berlin', tags: ['eu'] })
    await panel.aServer({ name: 'Boston', tags: ['us'] })
    const found = await vera.get('/servers?q=berl&tag=eu')
    expect(found.text).toContain('Berlin')
    expect(found.text).not.toContain('Boston')
    for (const odd of [
      '?page=999',
      '?page=-1',
      '?sort=nonsense',
      '?q=a&q=b',
      '?tag[x]=1',
      '?q=%00',
    ]) {
      expect((await vera.get(`/servers${odd}`)).status).toBe(200)
    }
  })

  test('of five hundred servers comes in pages that lead on', async () => {
    await using large = await aPanel()
    await large.database.pool.query(`
      insert into servers (id, name, name_key, kind, base_url, sealed_token, verify_tls, timeout_ms,
                           is_enabled, tags, created_at, updated_at)
      select gen_random_uuid(), 'Server ' || n, 'server ' || n, 'backupgram', 'http://10.0.0.5',
             'v1.sealed', true, 1000, true, '{}', now(), now()
      from generate_series(1, 500) n`)
    const client = await large.signIn('vera')
    const first = await client.get('/servers')
    expect(first.status).toBe(200)
    expect(first.text).toContain('500')
    const last = await client.get('/servers?page=999')
    const idsOf = (body: string) => new Set(body.match(/\/servers\/[0-9a-f-]{36}/g))
    const one = idsOf(first.body)
    const other = idsOf(last.body)
    expect(one.size).toBeGreaterThan(0)
    expect([...one].filter((id) => other.has(id))).toEqual([])
  })
})

describe('the state of one server', () => {
  test('arrives on its own, as a fragment', async () => {
    const { server } = await panel.aSandbox({ name: 'Alone' })
    const answer = await vera.get(`/servers/${server.id}/state`)
    expect(answer.status).toBe(200)
    expect(answer.body).not.toContain('<html')
  })

  test('of a dead one says so, and is no error', async () => {
    const server = await panel.aServer({ name: 'Dead', baseUrl: 'http://127.0.0.1:1' })
    const answer = await vera.get(`/servers/${server.id}/state`)
    expect(answer.status).toBe(200)
    expect(answer.text).toMatch(/unreachable/i)
  })
})
