import { expect, test } from 'vitest'
import type { RunFault } from '../../src/sandbox/faults.ts'
import { httpServer } from '../support/scripted-server.ts'
import { testSandbox } from './test-sandbox.ts'

/** A run of the scheduler's in a container that has this webhook. */
async function scheduledRun(webhook: string, fault?: RunFault): Promise<string[]> {
  const env = { POSTGRES_DB: 'postgres', PROJECT_NAME: 'Shop', WEBHOOK_URL: webhook }
  await using sandbox = await testSandbox({ env })
  sandbox.faults.run = fault
  await sandbox.runScheduled()
  const job = await sandbox.job('/backup')
  return job.log_tail ?? []
}

async function receiver(status = 200) {
  const server = await httpServer((_req, res) => res.writeHead(status).end())
  const said = () => server.requests.map(({ body }) => JSON.parse(body).status)
  return { ...server, webhook: `${server.url}/secret`, said }
}

test('a webhook is called after each run, also one that the schedule began', async () => {
  const { webhook, requests } = await receiver()
  const log = await scheduledRun(webhook)
  expect(requests.map(({ line }) => line)).toEqual(['POST /secret', 'POST /secret'])
  expect(JSON.parse(requests[0]?.body ?? '')).toEqual({
    status: 'post-backup',
    hostname: 'sandbox',
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    database: 'postgres',
    project: 'Shop',
  })
  expect(log).toContain(`Executing webhook call to ${webhook} with status post-backup`)
})

test('a run in which a database failed is told as any other', async () => {
  const { webhook, said } = await receiver()
  await scheduledRun(webhook, { kind: 'partial-failure', databases: ['postgres'] })
  expect(said()).toEqual(['post-backup', 'post-backup'])
})

test('a run that breaks off at its delivery is told as an error', async () => {
  const { webhook, said } = await receiver()
  await scheduledRun(webhook, { kind: 'delivery-failure' })
  expect(said()).toEqual(['error', 'error'])
})

test('a run that finds no database is not told at all', async () => {
  const { webhook, said } = await receiver()
  await scheduledRun(webhook, { kind: 'database-unreachable' })
  expect(said()).toEqual([])
})

test.each([
  ['that answers with a failure', async () => (await receiver(500)).webhook],
  ['on another machine', async () => 'http://192.0.2.1/secret'],
])('a receiver %s is a warning in the log, and no more', async (_what, webhookOf) => {
  const webhook = await webhookOf()
  const log = await scheduledRun(webhook)
  expect(log.at(-1)).toBe(`⚠️ Webhook call to ${webhook} failed.`)
})
