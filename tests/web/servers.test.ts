import { afterAll, describe, expect, test } from 'vitest'
import { aPanel, teller } from '../support/panel.ts'
import { httpServer, json } from '../support/scripted-server.ts'

const panel = await aPanel()
afterAll(() => panel[Symbol.asyncDispose]())
const ann = await panel.signIn('ann')

const secret = 'a-token-that-must-not-travel'
const form = {
  name: 'Filled in',
  baseUrl: 'http://10.0.0.5:8080',
  token: secret,
  timeoutSeconds: '7',
  verifyTls: 'on',
  enabled: 'on',
  tags: 'prod, eu',
}
let names = 0
const freshName = () => `Server ${++names}`

describe('adding a server', () => {
  test('keeps what was typed, normalised, and leads to its page', async () => {
    const typed = { ...form, name: ' Böse & Söhne ', baseUrl: 'HTTP://Backup.Example:80/api/' }
    const answer = await ann.post('/servers', typed)
    expect(answer.status).toBe(303)
    const id = String(answer.headers.location).split('/').at(-1)
    const added = await panel.services.servers.get(String(id))
    expect(added).toMatchObject({
      name: 'Böse & Söhne',
      baseUrl: 'http://backup.example/api',
      timeoutMs: 7000,
      verifyTls: true,
      isEnabled: true,
      tags: ['prod', 'eu'],
      pollIntervalMs: 60_000,
      maxAgeMs: null,
      databaseMaxAges: [],
    })
    expect(await panel.stores.servers.token(added)).toBe(secret)
  })

  test('keeps how often it is checked and how old its dumps may be, and shows both again', async () => {
    const ages = { maxAgeHours: '36', databaseMaxAges: 'archive  200\r\n\r\nold shop 48\r\n' }
    const typed = { ...form, name: freshName(), pollSeconds: '300', ...ages }
    const { headers } = await ann.post('/servers', typed)
    const id = String(headers.location?.split('/').at(-1))
    const hourMs = 60 * 60_000
    const databaseMaxAges = [
      { database: 'archive', maxAgeMs: 200 * hourMs },
      { database: 'old shop', maxAgeMs: 48 * hourMs },
    ]
    const known = { pollIntervalMs: 300_000, maxAgeMs: 36 * hourMs, databaseMaxAges }
    expect(await panel.services.servers.get(id)).toMatchObject(known)
    const { body } = await ann.get(`/servers/${id}/edit`)
    expect(body).toMatch(/name="pollSeconds"[^>]*value="300"/)
    expect(body).toMatch(/name="maxAgeHours"[^>]*value="36"/)
    expect(body).toMatch(/name="databaseMaxAges"[^>]*>\narchive 200\nold shop 48<\/textarea>/)
  })

  test('takes boxes that are not ticked for off', async () => {
    const { verifyTls: _, enabled: __, ...unticked } = { ...form, name: freshName() }
    const answer = await ann.post('/servers', unticked)
    const id = String(answer.headers.location).split('/').at(-1)
    const server = await panel.services.servers.get(String(id))
    expect([server.verifyTls, server.isEnabled]).toEqual([false, false])
  })

  test.each([
    [{ name: '' }, 'Enter a name.'],
    [{ name: 'x'.repeat(101) }, 'at most 100 characters'],
    [{ baseUrl: '' }, 'Start the URL with http:// or https://.'],
    [{ baseUrl: 'http://169.254.169.254/latest' }, 'The panel never contacts it'],
    [{ baseUrl: 'http://[fe80::1]:8080' }, 'The panel never contacts it'],
    [{ baseUrl: 'http://[::ffff:169.254.169.254]' }, 'The panel never contacts it'],
    [{ baseUrl: 'http://2852039166/' }, 'The panel never contacts it'],
    [{ baseUrl: 'ftp://x' }, 'Start the URL with http:// or https://.'],
    [{ baseUrl: 'http://u:p@x' }, 'Leave user name and password out of the URL'],
    [{ baseUrl: 'http://x/?a=1' }, 'Leave the query'],
    [{ baseUrl: 'http://x/#a' }, 'Leave the fragment'],
    [{ baseUrl: 'http://x:0' }, 'Port 0 cannot be contacted.'],
    [{ baseUrl: 'http://[' }, 'This is not a URL'],
    [{ baseUrl: `http://x/${'y'.repeat(2000)}` }, 'at most 1000 characters'],
    [{ token: '' }, 'Enter the token.'],
    [{ token: 'two words' }, 'A token has no spaces or accented letters.'],
    [{ token: 'x'.repeat(4097) }, 'at most 4096 characters'],
    [{ timeoutSeconds: '0' }, 'at least 1 second'],
    [{ timeoutSeconds: '121' }, 'at most 120 seconds'],
    [{ timeoutSeconds: '1.5' }, 'whole seconds'],
    [{ timeoutSeconds: 'ten' }, 'Enter the timeout in seconds.'],
    [{ timeoutSeconds: '' }, 'at least 1 second'],
    [{ pollSeconds: '9' }, 'The shortest interval is 10 seconds'],
    [{ pollSeconds: '86401' }, 'The longest interval is a day'],
    [{ pollSeconds: 'often' }, 'Enter the interval in seconds'],
    [{ maxAgeHours: '0' }, 'at least 1 hour'],
    [{ maxAgeHours: 'old' }, 'Enter the age in hours'],
    [{ databaseMaxAges: 'shop' }, 'shop: enter a name, a space, and the hours.'],
    [{ databaseMaxAges: 'shop 36\nshop 48' }, 'shop stands there twice.'],
    [{ databaseMaxAges: 'shop 0' }, 'shop 0: The age must be at least 1 hour.'],
    [{ databaseMaxAges: 'a 1\n'.repeat(201) }, 'At most 200 databases.'],
    [{ tags: 'x'.repeat(41) }, 'at most 40 characters'],
    [{ tags: Array.from({ length: 21 }, (_, n) => `t${n}`).join() }, 'At most 20 tags.'],
  ])('with %o shows what is wrong and keeps the rest, but never the token', async (wrong, said) => {
    const typed: Record<string, string> = { ...form, ...wrong }
    const answer = await ann.post('/servers', typed)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(said)
    for (const field of ['name', 'baseUrl', 'timeoutSeconds', 'tags']) {
      expect(answer.body).toContain(`name="${field}" type="`)
      expect(answer.body).toContain(`value="${typed[field]?.replace('&', '&amp;')}"`)
    }
    expect(answer.body).not.toContain(secret)
  })

  test.each([{ name: 'a\0b' }, { name: '\0' }, { tags: '\0' }, { name: 'line\nbreak' }])(
    'with control characters is refused: %j',
    async (odd) => {
      const answer = await ann.post('/servers', { ...form, name: freshName(), ...odd })
      expect(answer.status).toBe(422)
    },
  )

  test('names every mistake at once', async () => {
    const answer = await ann.post('/servers', { timeoutSeconds: '999' })
    for (const said of ['Enter a name.', 'Start the URL', 'Enter the token.', 'at most 120']) {
      expect(answer.text).toContain(said)
    }
  })

  test('refuses a name that is taken, whatever its case', async () => {
    const name = freshName()
    await panel.aServer({ name })
    const answer = await ann.post('/servers', { ...form, name: name.toUpperCase() })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('There is a server called')
    expect(answer.body).not.toContain(secret)
  })
})

describe('changing a server', () => {
  test('keeps the stored token when the field was left empty', async () => {
    const server = await panel.aServer({ name: freshName(), token: 'stored-token' })
    const name = freshName()
    const changed = { ...form, name, token: '', baseUrl: `${server.baseUrl}/` }
    expect((await ann.post(`/servers/${server.id}`, changed)).status).toBe(303)
    const saved = await panel.services.servers.get(server.id)
    expect(saved.name).toBe(name)
    expect(await panel.stores.servers.token(saved)).toBe('stored-token')
  })

  test('replaces the token when one was typed, and the next call uses it', async () => {
    const remote = await httpServer((_, res) => json(res, 200, { jobs: [] }))
    const server = await panel.aServer({ name: freshName(), baseUrl: remote.url, token: 'old' })
    await ann.get(`/servers/${server.id}/backups`)
    await ann.post(`/servers/${server.id}`, { ...form, name: server.name, baseUrl: remote.url })
    await ann.get(`/servers/${server.id}/backups`)
    const sent = remote.requests.map(({ headers }) => headers.authorization)
    expect(sent).toEqual(['Bearer old', `Bearer ${secret}`])
  })

  test('to another base URL demands the token again, and sends it nowhere meanwhile', async () => {
    const server = await panel.aServer({ name: freshName() })
    const stranger = await httpServer((_, res) => json(res, 200, {}))
    const moved = { ...form, name: server.name, baseUrl: stranger.url, token: '' }
    for (const path of [`/servers/${server.id}`, `/servers/${server.id}/probe`]) {
      const answer = await ann.post(path, moved)
      expect(answer.status).toBe(422)
      expect(answer.text).toContain('The base URL has changed: enter the token again')
      expect(answer.body).toContain(`value="${stranger.url}"`)
    }
    expect(stranger.requests).toEqual([])
    expect((await panel.services.servers.get(server.id)).baseUrl).toBe(server.baseUrl)
  })

  test('shows a form that holds everything but the token', async () => {
    const server = await panel.aServer({ name: freshName(), token: secret, tags: ['a', 'b'] })
    const answer = await ann.get(`/servers/${server.id}/edit`)
    expect(answer.body).toContain('value="a, b"')
    expect(answer.body).not.toContain(secret)
  })

  test('that somebody else has deleted meanwhile is not there', async () => {
    const server = await panel.aServer({ name: freshName() })
    await panel.services.servers.remove(teller, server)
    expect((await ann.post(`/servers/${server.id}`, form)).status).toBe(404)
  })
})

describe('deleting a server', () => {
  test('needs its name typed, and keeps what was typed wrongly', async () => {
    const server = await panel.aServer({ name: freshName() })
    const answer = await ann.post(`/servers/${server.id}/removal`, { confirmation: 'Shup' })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(`Type ${server.name} to confirm.`)
    expect(answer.body).toContain('value="Shup"')
    expect(await panel.services.servers.get(server.id)).toBeDefined()
  })

  test('takes it out of the list, and leaves the audit rows', async () => {
    const server = await panel.aServer({ name: freshName() })
    const path = `/servers/${server.id}/removal`
    const answer = await ann.post(path, { confirmation: server.name })
    expect([answer.status, answer.headers.location]).toEqual([303, '/servers'])
    expect((await ann.get('/servers')).text).toContain(`${server.name} was deleted from the panel.`)
    expect((await ann.get(`/servers/${server.id}`)).status).toBe(404)
    expect((await panel.audit()).at(-1)).toMatchObject({
      action: 'server.remove',
      target: { id: server.id, name: server.name },
      actor: { username: 'ann' },
      outcome: 'done',
    })
  })

  test.each(['  ', '\u00a0'])(
    'takes its name as the page shows it, with %j in it',
    async (space) => {
      const name = freshName()
      const server = await panel.aServer({ name: `Shop${space}${name}` })
      const path = `/servers/${server.id}/removal`
      expect((await ann.post(path, { confirmation: `Shop ${name}` })).status).toBe(303)
    },
  )

  test('works for any name that could be given', async () => {
    const name = `"quoted" <b> & 'co' ${freshName()}`
    const server = await panel.aServer({ name })
    const answer = await ann.post(`/servers/${server.id}/removal`, { confirmation: name })
    expect(answer.status).toBe(303)
  })
})
