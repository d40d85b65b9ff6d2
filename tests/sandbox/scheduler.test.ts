import { test } from 'vitest'
import { httpServer } from '../support/scripted-server.ts'
import { testSandbox } from './test-sandbox.ts'

/** Resolves when so many runs have ended. */
async function runs(count: number) {
  let tell = () => {}
  const ended = new Promise<void>((resolve) => {
    tell = resolve
  })
  const server = await httpServer((_req, res) => {
    res.end()
    if (server.requests.length === count) tell()
  })
  return { webhook: server.url, ended }
}

test('a schedule is kept, again and again', async () => {
  const { webhook, ended } = await runs(2)
  const env = { POSTGRES_DB: 'postgres', SCHEDULE: '@every 1s', WEBHOOK_URL: webhook }
  await using _sandbox = await testSandbox({ env, hasScheduler: true })
  await ended
})

test('a schedule that was changed is kept from then on', async () => {
  const { webhook, ended } = await runs(1)
  const env = { POSTGRES_DB: 'postgres', SCHEDULE: '@daily', WEBHOOK_URL: webhook }
  await using sandbox = await testSandbox({ env, hasScheduler: true })
  await sandbox.call('PATCH', '/config', { SCHEDULE: '* * * * * *' })
  await ended
})

test('the zone of the container decides when a day begins', async () => {
  const { webhook, ended } = await runs(1)
  const midnightInTokyo = new Date('2026-11-21T15:00:00Z').getTime()
  // From the scheduler's first look on: before it, making the sandbox may take longer than is left.
  let began: number | undefined
  const now = () => {
    began ??= Date.now()
    return new Date(midnightInTokyo - 500 + (Date.now() - began))
  }
  const env = {
    POSTGRES_DB: 'postgres',
    TZ: 'Asia/Tokyo',
    SCHEDULE: '0 0 * * *',
    WEBHOOK_URL: webhook,
  }
  await using _sandbox = await testSandbox({ env, now, hasScheduler: true })
  await ended
})
