import type http from 'node:http'
import { afterAll, afterEach, expect, test } from 'vitest'
import type { ProbeStep } from '../../../src/core/probe.ts'
import { driverRegistry } from '../../../src/drivers/registry.ts'
import type { DriverTarget } from '../../../src/drivers/target.ts'
import { remoteAgents } from '../../../src/lib/remote/agents.ts'
import { httpsServer } from '../../support/https-server.ts'
import { httpServer, json, rawServer } from '../../support/scripted-server.ts'

const agents = remoteAgents()
afterAll(() => agents.close())

const strays: unknown[] = []
process.on('unhandledRejection', (error) => strays.push(error))
afterEach(() => expect(strays).toEqual([]))

async function climb(baseUrl: string, over: Partial<DriverTarget> = {}): Promise<ProbeStep[]> {
  const target = { baseUrl, token: 'good', verifyTls: true, timeoutMs: 10_000, ...over }
  const steps: ProbeStep[] = []
  const driver = driverRegistry(agents).connect('backupgram', target)
  for await (const step of driver.probe(new AbortController().signal)) steps.push(step)
  return steps
}

function step(steps: ProbeStep[], name: string): ProbeStep | undefined {
  return steps.find((each) => each.name === name)
}

/** Expects the ladder to break at one rung, with a remedy there and nothing tried above. */
function expectBrokenAt(steps: ProbeStep[], name: string, finding: string): void {
  const index = steps.findIndex(({ outcome }) => outcome === 'failed')
  expect(steps[index]).toMatchObject({ name, finding: expect.stringContaining(finding) })
  expect(steps[index]?.remedy).toMatch(/\.$/)
  expect(steps.slice(index + 1).every(({ outcome }) => outcome === 'skipped')).toBe(true)
  expect(steps).toHaveLength(9)
}

const answers: Record<string, unknown> = {
  '/healthz': { status: 'ok' },
  '/status': { cluster: false, schedule: '@daily' },
  '/config': { config: { SCHEDULE: { value: '@daily', source: 'base' } } },
}

function backupServer(over: Record<string, unknown> = {}): http.RequestListener {
  return (req, res) => {
    const path = req.url ?? ''
    if (path !== '/healthz' && req.headers.authorization !== 'Bearer good') {
      return json(res, 401, { error: 'unauthorized' })
    }
    json(res, 200, { ...answers, ...over }[path])
  }
}

test('a sound server passes, and its health is asked for without the token', async () => {
  const server = await httpServer(backupServer())
  const steps = await climb(server.url)
  expect(steps.map(({ outcome }) => outcome)).not.toContain('failed')
  expect(step(steps, 'tls')).toMatchObject({ outcome: 'skipped' })
  const health = server.requests.find(({ line }) => line.endsWith('/healthz'))
  expect(health?.headers.authorization).toBeUndefined()
})

test.each([
  ['http://169.254.169.254', 'address', 'metadata'],
  ['http://0.0.0.0', 'address', '0.0.0.0'],
  ['http://[fe80::1]', 'address', 'link-local'],
  ['http://no-such-host.invalid', 'dns', 'no such name'],
  ['http://127.0.0.1:1', 'tcp', 'Nothing listens'],
])('%s breaks at %s', async (url, name, finding) => {
  expectBrokenAt(await climb(url), name, finding)
})

test('a server that is no backup server breaks at healthz, before it sees the token', async () => {
  const server = await httpServer((_req, res) => {
    res.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>')
  })
  expectBrokenAt(await climb(server.url), 'healthz', 'not JSON')
  expect(JSON.stringify(server.requests)).not.toContain('good')
})

test('a redirect breaks at healthz', async () => {
  const server = await httpServer((_req, res) => res.writeHead(301, { location: '/x' }).end())
  expectBrokenAt(await climb(server.url), 'healthz', 'redirect')
})

test('a port that speaks something else breaks at healthz', async () => {
  const server = await rawServer((socket) => socket.end('220 mail ready\r\n'))
  expectBrokenAt(await climb(server.url), 'healthz', 'HTTP')
})

test('a wrong token breaks at the token', async () => {
  const server = await httpServer(backupServer())
  expectBrokenAt(await climb(server.url, { token: 'bad' }), 'token', 'unauthorized')
})

test.each([
  ['refuses in its own words', 403, '{"error":"forbidden"}', 'forbidden'],
  ['wants a sign-in of its own', 302, '', 'redirect'],
  ['finds nobody behind it', 502, '<h1>Bad Gateway</h1>', 'proxy'],
  ['serves a page of its own', 200, '<h1>Sign in</h1>', 'not JSON'],
])('a proxy that %s has not shown that the token is accepted', async (_, status, body, finding) => {
  const server = await httpServer((req, res) => {
    if (req.url === '/healthz') return backupServer()(req, res)
    return res.writeHead(status, { location: '/login' }).end(body)
  })
  expectBrokenAt(await climb(server.url), 'token', finding)
})

test('a server that took the token and then fails breaks at the status', async () => {
  const server = await httpServer((req, res) => {
    if (req.url === '/status') json(res, 500, { error: 'no such file' })
    else backupServer()(req, res)
  })
  expectBrokenAt(await climb(server.url), 'status', 'no such file')
})

test('a status of another shape breaks at the status', async () => {
  const server = await httpServer(backupServer({ '/status': { hello: 'world' } }))
  expectBrokenAt(await climb(server.url), 'status', 'shape')
})

test('settings that cannot be read break at the config', async () => {
  const server = await httpServer((req, res) => {
    if (req.url === '/config') json(res, 500, { error: 'invalid character' })
    else backupServer()(req, res)
  })
  expectBrokenAt(await climb(server.url), 'config', 'invalid character')
})

test('a clock that differs is a warning', async () => {
  const server = await httpServer((req, res) => {
    res.setHeader('date', new Date(Date.now() - 120_000).toUTCString())
    backupServer()(req, res)
  })
  const clock = step(await climb(server.url), 'clock')
  expect(clock).toMatchObject({
    outcome: 'warned',
    finding: expect.stringMatching(/12[01] s behind/),
    remedy: expect.any(String),
  })
  expect(Math.round((clock?.clockSkewMs ?? 0) / 10_000)).toBe(-12)
})

test('no time from the server is no failure', async () => {
  const server = await httpServer((req, res) => {
    res.sendDate = false
    backupServer()(req, res)
  })
  expect(step(await climb(server.url), 'clock')?.outcome).toBe('skipped')
})

test.each([
  ['self-signed', 'self-signed'],
  ['other-host', 'another host name'],
  ['expired', 'expired'],
] as const)('an untrusted certificate, %s, breaks at TLS', async (certificate, finding) => {
  const server = await httpsServer(certificate, backupServer())
  const steps = await climb(server.url)
  expectBrokenAt(steps, 'tls', finding)
  expect(step(steps, 'tls')?.certificateEndsAt).toBeInstanceOf(Date)
})

test('with verification off the same certificates are warnings, with the days they have left', async () => {
  const server = await httpsServer('self-signed', backupServer())
  const steps = await climb(server.url, { verifyTls: false })
  expect(step(steps, 'tls')).toMatchObject({
    outcome: 'warned',
    finding: expect.stringMatching(/self-signed.*localhost.*\d+ days left/),
  })
  expect(steps.map(({ outcome }) => outcome)).not.toContain('failed')
})

test('https to a port that speaks plain HTTP breaks at TLS', async () => {
  const server = await httpServer(backupServer())
  expectBrokenAt(await climb(server.url.replace('http:', 'https:')), 'tls', 'does not speak TLS')
})

test('http to a port that speaks TLS breaks at healthz', async () => {
  const server = await httpsServer('self-signed', backupServer())
  const steps = await climb(server.url.replace('https:', 'http:'))
  expect(steps.find(({ outcome }) => outcome === 'failed')?.name).toBe('healthz')
})

test('a server that accepts and then hangs breaks at healthz', async () => {
  const server = await rawServer(() => {})
  expectBrokenAt(await climb(server.url), 'healthz', '')
  await server.allClosed()
})
