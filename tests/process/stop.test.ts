import { randomBytes } from 'node:crypto'
import http from 'node:http'
import { describe, expect, test, vi } from 'vitest'
import { bytesOf, Client } from '../support/client.ts'
import { freshDatabase } from '../support/postgres.ts'
import { runProgram, startPanel } from '../support/program.ts'
import { httpServer } from '../support/scripted-server.ts'

// A process of its own takes a busy machine a while to start.
vi.setConfig({ testTimeout: 120_000 })

const password = 'correct horse battery staple'

/** A panel with an administrator, signed in, and a server whose one file waits to be let go on. */
async function aPanelWithFile(env: Record<string, string> = {}) {
  const database = await freshDatabase()
  const panel = await startPanel({
    DATABASE_URL: database.url,
    APP_SECRET: randomBytes(32).toString('base64url'),
    ADMIN_USERNAME: 'root',
    ADMIN_PASSWORD: password,
    ...env,
  })
  const client = new Client(panel.origin)
  await client.post('/login', { username: 'root', password })
  const begun: http.ServerResponse[] = []
  const remote = await httpServer((req, res) => {
    if (!req.url?.includes('a.sql')) return res.writeHead(503).end() // the monitor asks as well
    const headers = { 'content-type': 'application/octet-stream', 'content-length': '8' }
    res.writeHead(200, headers).write('half')
    return begun.push(res)
  })
  const form = { name: 'Shop', baseUrl: remote.url, token: 'x', timeoutSeconds: '5', enabled: 'on' }
  const added = await client.post('/servers', form)
  return {
    panel,
    client,
    file: `${added.headers.location}/backups/last:a.sql/file`,
    letGo: () => begun[0]?.end('half'),
    async [Symbol.asyncDispose]() {
      await panel[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
    },
  }
}

describe('told to stop', () => {
  test('it takes no new request, lets a download finish, and ends well', async () => {
    await using scene = await aPanelWithFile({ SHUTDOWN_GRACE_SECONDS: '600' })
    const { panel, client, file } = scene
    const agent = new http.Agent({ keepAlive: true })
    const download = await client.open(file, { agent })
    const ending = panel.kill('SIGTERM')
    await panel.said(/The panel is stopping/)
    // It is said a moment before the door is shut.
    const knock = () => client.get('/healthz').then(({ status }) => String(status), String)
    await expect.poll(knock).toContain('ECONNREFUSED')
    scene.letGo()
    expect(String(await bytesOf(download))).toBe('halfhalf')
    const { code, signal, stderr } = await ending
    agent.destroy()
    expect([code, signal, stderr]).toEqual([0, null, ''])
  })

  test('it waits for no page that is kept up to date', async () => {
    await using scene = await aPanelWithFile({ SHUTDOWN_GRACE_SECONDS: '600' })
    const [, , serverId] = scene.file.split('/')
    const news = await scene.client.open(`/live?topic=state:${serverId}`)
    expect(news.headers['content-type']).toContain('text/event-stream')
    const told = bytesOf(news)
    expect((await scene.panel.kill('SIGTERM')).code).toBe(0)
    expect(String(await told)).toContain('stopping')
  })

  test('it cuts a download whose grace is over, and still ends well', async () => {
    await using scene = await aPanelWithFile({ SHUTDOWN_GRACE_SECONDS: '0' })
    const download = await scene.client.open(scene.file)
    const ending = scene.panel.kill('SIGTERM')
    await expect(bytesOf(download)).rejects.toThrow('aborted')
    const { code, stderr } = await ending
    expect([code, stderr]).toEqual([0, ''])
  })

  test('twice, it ends at once', async () => {
    await using scene = await aPanelWithFile({ SHUTDOWN_GRACE_SECONDS: '600' })
    const download = await scene.client.open(scene.file)
    const broken = expect(bytesOf(download)).rejects.toThrow('aborted')
    scene.panel.child.kill('SIGTERM')
    await scene.panel.said(/The panel is stopping/)
    expect((await scene.panel.kill('SIGTERM')).code).toBe(130)
    await broken
  })
})

test('the health check tells a panel that is ready from one that is not', async () => {
  await using scene = await aPanelWithFile()
  const { port } = new URL(scene.panel.origin)
  const env = { PORT: port }
  const ready = await runProgram('cli.ts', { args: ['healthcheck'], env })
  expect([ready.code, ready.stdout]).toEqual([0, 'ready\n'])
  await scene.panel.kill('SIGTERM')
  const gone = await runProgram('cli.ts', { args: ['healthcheck'], env })
  expect([gone.code, gone.stdout.startsWith('not ready')]).toEqual([1, true])
})
