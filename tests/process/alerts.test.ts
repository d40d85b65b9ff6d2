import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { Client } from '../support/client.ts'
import { freshDatabase } from '../support/postgres.ts'
import { startPanel } from '../support/program.ts'
import { runOn } from '../support/sql.ts'

// A process of its own takes a busy machine a while to start.
vi.setConfig({ testTimeout: 120_000 })

const password = 'correct horse battery staple'

/** Keeps the first to come waiting for ever, and takes what every other brings. */
async function aReceiverThatHangsOnce() {
  const received: { id: string; title: string }[] = []
  const server = http.createServer(async (req, res) => {
    let body = ''
    for await (const chunk of req) body += chunk
    received.push(JSON.parse(body))
    if (received.length > 1) res.end()
    server.emit('received')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    async upTo(count: number) {
      while (received.length < count) await once(server, 'received')
    },
  }
}

test('a message whose sender is killed with -9 is taken over by another process', async () => {
  await using database = await freshDatabase()
  const receiver = await aReceiverThatHangsOnce()
  const env = {
    DATABASE_URL: database.url,
    APP_SECRET: randomBytes(32).toString('base64url'),
    ADMIN_USERNAME: 'root',
    ADMIN_PASSWORD: password,
    MONITOR: 'on',
  }
  const first = await startPanel(env)
  const client = new Client(first.origin)
  await client.post('/login', { username: 'root', password })
  const server = { name: 'Shop', baseUrl: 'http://127.0.0.1:9', token: 'x', timeoutSeconds: '5' }
  await client.post('/servers', server)
  await client.post('/alerts/channels', {
    ...{ kind: 'webhook', name: 'Hook', enabled: 'on', 'value-url': receiver.url },
    ...{ 'value-method': 'POST', 'value-verifyTls': 'on' },
  })
  await runOn(database.url, 'update alert_rules set group_wait_ms = 0')
  await runOn(
    database.url,
    `insert into events (server_id, at, kind, severity, subject, title, evidence)
      select id, now(), 'run', 'critical', 'run', 'The run failed', '{}' from servers`,
  )
  await receiver.upTo(1)
  await first.kill('SIGKILL')
  await using _second = await startPanel(env)
  // As if the lease of the dead process had ended by itself.
  await runOn(database.url, 'update outbox set leased_until = now()')
  await receiver.upTo(2)
  const outbox = async () => (await runOn(database.url, outcomes)).rows
  await expect.poll(outbox, { timeout: 20_000 }).toEqual([{ attempts: 2, sent: true }])
  const [lost, taken] = receiver.received
  expect(taken).toEqual(lost)
  expect(taken?.title).toBe('Shop: The run failed')
  expect(receiver.received).toHaveLength(2)
})

const outcomes = 'select attempts, sent_at is not null as sent from outbox'
