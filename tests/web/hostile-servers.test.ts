import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faultWordings } from '../../src/core/faults.ts'
import type { Answer, Client } from '../support/client.ts'
import { type Hostile, hostileServers, hostileToken } from '../support/hostile-servers.ts'
import { aPanel } from '../support/panel.ts'
import { httpServer } from '../support/scripted-server.ts'

const panel = await aPanel({ downloadLimits: { headersMs: 400, silenceMs: 400 } })
afterAll(() => panel[Symbol.asyncDispose]())
const ann = await panel.signIn('ann')

const strays: unknown[] = []
beforeAll(() => void process.on('unhandledRejection', (error) => strays.push(error)))
afterAll(() => expect(strays).toEqual([]))

/** Only those that never answer are worth a short limit: the others must not race with it. */
async function register({ name, fault, baseUrl }: Hostile) {
  const timeoutMs = fault === 'timeout' ? 400 : 20_000
  return panel.aServer({ name, baseUrl: await baseUrl(), timeoutMs, token: hostileToken })
}

/** Pages that show what they can, and say why the rest is missing. */
const pages = ['', '/backups', '/jobs', '/restores/new', '/settings']

/** What cannot be done, or cannot be shown at all, without the server. */
const acts: [name: string, ask: (client: Client, server: string) => Promise<Answer>][] = [
  ['run', (client, server) => client.post(`${server}/runs`)],
  ['download', (client, server) => client.get(`${server}/backups/last:a.sql.gz/file`)],
  ['look at a file', (client, server) => client.get(`${server}/backups/last:a.sql.gz/removal`)],
  ['delete', (client, server) => client.post(`${server}/backups/last:a.sql.gz/removal`)],
  ['change a setting', (client, server) => client.post(`${server}/settings`, { intent: 'apply' })],
  ['reset a setting', (client, server) => client.post(`${server}/settings/SCHEDULE/removal`)],
  ['look at a job', (client, server) => client.get(`${server}/jobs/0123456789abcdef`)],
]

function restore(client: Client, server: { id: string; name: string }) {
  return client.post(`/servers/${server.id}/restores`, {
    backupId: 'last:a.sql.gz',
    targetDb: 'shop_restored',
    confirmation: `${server.name}/shop_restored`,
  })
}

function expectHarmless(answer: Answer): void {
  expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(answer.headers['content-disposition']).toBeUndefined()
  expect(answer.body).not.toContain(hostileToken)
  expect(answer.body).not.toContain('<b>full</b>')
  expect(answer.body).not.toContain('action="/login"')
  expect(answer.text).not.toMatch(/No (backups|dumps|jobs)/)
  expect(answer.body.length).toBeLessThan(60_000)
}

describe.each(hostileServers)('a server that is hostile: $name', (hostile) => {
  const { title, remedy } = faultWordings[hostile.fault]

  test('has its reason and remedy in the place of the data', async () => {
    const { id } = await register(hostile)
    const answers = await Promise.all(pages.map((page) => ann.get(`/servers/${id}${page}`)))
    for (const [index, answer] of answers.entries()) {
      expect([pages[index], answer.status]).toEqual([pages[index], 200])
      expect(answer.text).toContain(title)
      expect(answer.text).toContain(remedy)
      expectHarmless(answer)
    }
  })

  test('lets no act pass for done', async () => {
    const server = await register({ ...hostile, name: `${hostile.name} to acts` })
    const usual = hostile.fault === 'timeout' ? 504 : 502
    const answers = await Promise.all([
      ...acts.map(([, ask]) => ask(ann, `/servers/${server.id}`)),
      restore(ann, server),
    ])
    for (const [index, answer] of answers.entries()) {
      const name = acts[index]?.[0] ?? 'restore'
      // What does not look like a file is not waited for.
      if (name === 'download') expect([502, 504]).toContain(answer.status)
      else expect([name, answer.status]).toEqual([name, usual])
      if (name !== 'download') expect(answer.text).toContain(title)
      expect(answer.text).toMatch(/Request [0-9a-f-]{36}/)
      expectHarmless(answer)
    }
  })

  test('has a state and a ladder that say so', async () => {
    const { id } = await register({ ...hostile, name: `${hostile.name} to probes` })
    const [state, probe] = await Promise.all([
      ann.get(`/servers/${id}/state`),
      ann.get(`/servers/${id}/probe`),
    ])
    expect([state.status, probe.status]).toEqual([200, 200])
    expect(state.text).toMatch(/unreachable|refused/i)
    expect(probe.body).toContain('data-tone="bad"')
    expectHarmless(probe)
  })
})

test('one dead server delays no other', async () => {
  const silent = hostileServers.find(({ name }) => name === 'accepts and is silent')
  if (!silent) throw new Error('There is no silent server')
  const dead = await panel.aServer({
    name: 'Dead',
    baseUrl: await silent.baseUrl(),
    timeoutMs: 60_000,
  })
  const { server } = await panel.aSandbox({ name: 'Alive' })
  const gone = new AbortController()
  const waiting = ann.send(`/servers/${dead.id}`, { signal: gone.signal }).catch(() => 'left')
  const alive = await ann.get(`/servers/${server.id}`)
  expect(alive.status).toBe(200)
  expect((await ann.get('/servers')).text).toContain('Dead')
  gone.abort()
  expect(await waiting).toBe('left')
})

test('a redirect is never followed, and the token goes nowhere', async () => {
  const trap = await httpServer((_, res) => res.end('{}'))
  const lure = await httpServer((_, res) => res.writeHead(307, { location: trap.url }).end())
  const server = await panel.aServer({ name: 'Lure', baseUrl: lure.url, token: hostileToken })
  for (const page of pages) await ann.get(`/servers/${server.id}${page}`)
  for (const [, ask] of acts) await ask(ann, `/servers/${server.id}`)
  expect(trap.requests).toEqual([])
})
