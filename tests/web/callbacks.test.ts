import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { aPanel } from '../support/panel.ts'

const panel = await aPanel({ env: { LOG_LEVEL: 'trace' } })
afterAll(() => panel[Symbol.asyncDispose]())

const ann = await panel.signIn('ann')

/** A sandbox that the panel polls in an hour, and what stands in its settings. */
async function watched(env: Record<string, string> = {}) {
  const { server, sandbox } = await panel.aSandbox(
    { name: `Shop ${crypto.randomUUID()}` },
    { env: { POSTGRES_DB: 'postgres', ...env } },
  )
  const { pool } = panel.database
  await pool.query(
    `insert into tasks (name, kind, server_id, due_at)
     values ('poll:' || $1, 'poll', $1, now() + interval '1 hour') on conflict (name) do nothing`,
    [server.id],
  )
  const page = `/servers/${server.id}/callback`
  return {
    server,
    sandbox,
    page,
    install: () => ann.post(page, { panelAddress: panel.origin }),
    /** As a poll does that has just ended. */
    async postpone() {
      const query = "update tasks set due_at = now() + interval '1 hour' where server_id = $1"
      await pool.query(query, [server.id])
    },
    async isDue() {
      const query = 'select due_at <= now() as due from tasks where server_id = $1'
      const { rows } = await pool.query<{ due: boolean }>(query, [server.id])
      return rows[0]?.due
    },
    /** As nobody but the container knows it. */
    async webhook(): Promise<string> {
      return (await overridesOf(sandbox.backupDir))['WEBHOOK_URL'] ?? ''
    },
  }
}

async function overridesOf(backupDir: string): Promise<Record<string, string>> {
  return JSON.parse(
    await readFile(join(backupDir, '.api-overrides.json'), 'utf8').catch(() => '{}'),
  )
}

const call = (address: string, body = '{"status":"post-backup"}') =>
  fetch(address, { method: 'POST', body, headers: { 'Content-Type': 'application/json' } })

describe('a server that was given an address', () => {
  test('makes its next poll due when a run of its schedule ends', async () => {
    const { install, sandbox, isDue, page } = await watched()
    expect((await install()).status).toBe(303)
    expect((await ann.get(page)).text).toContain('It has not called yet.')
    expect(await isDue()).toBe(false)
    await sandbox.runScheduled()
    expect(await isDue()).toBe(true)
    expect((await ann.get(page)).text).toContain('The last call came')
  })

  test('is answered alike whatever it says: the call proves nothing', async () => {
    const { install, webhook } = await watched()
    await install()
    for (const body of ['', 'nonsense', '{"status":"error"}']) {
      expect((await call(await webhook(), body)).status).toBe(202)
    }
  })

  test('is refused what is larger than any call', async () => {
    const { install, webhook, isDue } = await watched()
    await install()
    expect((await call(await webhook(), 'x'.repeat(20_000))).status).toBe(413)
    expect(await isDue()).toBe(false)
  })

  test('causes no second poll for calling again at once', async () => {
    const { install, webhook, isDue, postpone } = await watched()
    await install()
    await call(await webhook())
    await postpone()
    await call(await webhook())
    expect(await isDue()).toBe(false)
  })

  test('gets another address when asked again, and the former is dead', async () => {
    const { install, webhook } = await watched()
    await install()
    const former = await webhook()
    await install()
    expect((await call(former)).status).toBe(404)
    expect((await call(await webhook())).status).toBe(202)
  })

  test('no longer calls once it was told to stop', async () => {
    const { install, page, webhook, sandbox } = await watched()
    await install()
    const former = await webhook()
    expect((await ann.post(`${page}/removal`)).status).toBe(303)
    expect(await overridesOf(sandbox.backupDir)).not.toHaveProperty('WEBHOOK_URL')
    expect((await call(former)).status).toBe(404)
    expect((await ann.get(page)).text).toContain('Not set')
  })
})

describe('a webhook that is changed among the settings', () => {
  test('is not taken for the panel’s own any longer', async () => {
    const { install, page, server, webhook } = await watched()
    await install()
    const former = await webhook()
    const settings = `/servers/${server.id}/settings`
    const typed = { 'value[WEBHOOK_URL]': 'https://hooks.example.org/mine' }
    expect((await ann.post(settings, { ...typed, intent: 'apply' })).status).toBe(303)
    expect(await webhook()).toBe('https://hooks.example.org/mine')
    const { text } = await ann.get(page)
    expect(text).toContain('Set elsewhere')
    expect(text).toContain('replacing it cannot be undone')
    expect(text).not.toContain('Stop the calls')
    expect((await call(former)).status).toBe(404)
  })

  test('is forgotten as the panel’s own when it is taken away there', async () => {
    const { install, server } = await watched()
    await install()
    expect((await ann.post(`/servers/${server.id}/settings/WEBHOOK_URL/removal`)).status).toBe(303)
    expect(await panel.stores.callbacks.find(server.id)).toBeNull()
  })

  test('stays the panel’s own while other settings are changed', async () => {
    const { install, page, server, sandbox } = await watched({ BACKUP_KEEP_DAYS: '7' })
    await install()
    const typed = { 'value[BACKUP_KEEP_DAYS]': '9', 'was[BACKUP_KEEP_DAYS]': '7' }
    await ann.post(`/servers/${server.id}/settings`, { ...typed, intent: 'apply' })
    expect(await overridesOf(sandbox.backupDir)).toMatchObject({ BACKUP_KEEP_DAYS: '9' })
    expect((await ann.get(page)).text).toContain('The container has its address.')
  })
})

test('a webhook that is set already is replaced only after its page has said so', async () => {
  const { page } = await watched({ WEBHOOK_URL: 'https://hooks.example.org/mine' })
  const { text } = await ann.get(page)
  expect(text).toContain('A webhook is set already.')
  expect(text).toContain('Replace the webhook')
  expect(text).not.toContain('hooks.example.org')
})

test.each([['nonsense'], ['ftp://panel'], ['http://user:pw@panel'], ['']])(
  'the panel’s address cannot be “%s”, and what was typed stays',
  async (panelAddress) => {
    const { page, sandbox } = await watched()
    const answer = await ann.post(page, { panelAddress })
    expect(answer.status).toBe(422)
    expect(answer.body).toContain(`value="${panelAddress}"`)
    expect(await overridesOf(sandbox.backupDir)).not.toHaveProperty('WEBHOOK_URL')
  },
)

test('an address that the container would refuse to call is refused here', async () => {
  const { page } = await watched()
  const answer = await ann.post(page, { panelAddress: 'http://[::1]:3000' })
  expect(answer.status).toBe(422)
  expect(answer.text).toContain('host names and IPv4 addresses only')
})

test('a server that cannot be reached gets no address, and the page says why', async () => {
  const { page, sandbox, server } = await watched()
  await sandbox.close()
  const answer = await ann.post(page, { panelAddress: panel.origin })
  expect(answer.status).toBe(502)
  expect(answer.text).toContain('The connection was refused')
  expect(await panel.stores.callbacks.find(server.id)).toBeNull()
  expect(answer.body).toContain('name="panelAddress"')
})

test('while its settings cannot be read there is nothing to change, only to try again', async () => {
  const { page, sandbox } = await watched()
  await sandbox.close()
  const { body } = await ann.get(page)
  expect(body).toContain(`href="${page}">Try again</a>`)
  expect(body).not.toContain('name="panelAddress"')
})

test.each([['/callbacks/nobody/secret'], ['/callbacks/%00/%00']])(
  '%s is not found',
  async (path) => {
    expect((await call(`${panel.origin}${path}`)).status).toBe(404)
  },
)

test('the secret stands in no log, page or audit row', async () => {
  const { install, webhook, page, sandbox, server } = await watched()
  await install()
  const secret = (await webhook()).split('/').at(-1) ?? ''
  expect(secret).toHaveLength(32)
  await sandbox.runScheduled()
  await call(`${await webhook()}x`)
  const seen = [
    ...panel.logged,
    (await ann.get(page)).body,
    (await ann.get(`/servers/${server.id}/jobs`)).body,
    JSON.stringify(await panel.audit()),
  ]
  expect(seen.filter((text) => text.includes(secret))).toEqual([])
})

test.each(['GET', 'HEAD', 'OPTIONS', 'PUT'])(
  'an address that is tried with %s is refused, and stands in no log either',
  async (method) => {
    const { install, webhook, isDue } = await watched()
    await install()
    const address = await webhook()
    const { status, headers } = await fetch(address, { method })
    expect([status, headers.get('Allow')]).toEqual([405, 'POST'])
    const secret = address.split('/').at(-1) ?? address
    expect(panel.logged.filter((line) => line.includes(secret))).toEqual([])
    expect(await isDue()).toBe(false)
  },
)

test('a viewer and an operator may not change who is called', async () => {
  const { page } = await watched()
  for (const person of ['vera', 'otto'] as const) {
    const client = await panel.signIn(person)
    expect((await client.get(page)).status).toBe(403)
    expect((await client.post(page, { panelAddress: panel.origin })).status).toBe(403)
  }
})

test('what was done is in the audit log', async () => {
  const { install, page, server } = await watched()
  await install()
  await ann.post(`${page}/removal`)
  const own = (await panel.audit()).filter(({ target }) => target.id === server.id)
  expect(own.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
    'callback.install done',
    'callback.remove done',
  ])
})
