import type http from 'node:http'
import { afterAll, expect, test } from 'vitest'
import { httpsServer } from '../../support/https-server.ts'
import { aPanel } from '../../support/panel.ts'
import { monitorOf } from '../../support/polls.ts'
import { httpServer, json } from '../../support/scripted-server.ts'

const panel = await aPanel()
const monitor = monitorOf(panel)
afterAll(() => panel[Symbol.asyncDispose]())

const answers: Record<string, unknown> = {
  '/healthz': { status: 'ok' },
  '/status': { cluster: false, schedule: '@daily' },
  '/config': { config: { SCHEDULE: { value: '@daily', source: 'base' } } },
  '/backups': { backups: [] },
  '/jobs': { jobs: [] },
}

/** A server whose clock is so far ahead. */
function backupServer(clock = { aheadMs: 0 }): http.RequestListener {
  return (req, res) => {
    res.setHeader('date', new Date(Date.now() + clock.aheadMs).toUTCString())
    json(res, 200, answers[req.url ?? ''])
  }
}

const titles = async (server: { id: string }, kind: string) =>
  (await monitor.events(server))
    .filter((event) => event.kind === kind)
    .map(({ severity, title }) => `${severity}: ${title}`)

/** The ladder is climbed once an hour; this is the next one. */
const anHourLater = () => monitor.rows("update snapshots set probed_at = now() - interval '1 hour'")

test('a probe of a time that has not come yet, by a clock put back since, keeps no other away', async () => {
  const clock = { aheadMs: 0 }
  const { url } = await httpServer(backupServer(clock))
  const server = await panel.aServer({ name: 'Put back', baseUrl: url })
  await monitor.poll(server)
  clock.aheadMs = 5 * 60_000
  await monitor.rows("update snapshots set probed_at = now() + interval '1 year'")
  await monitor.poll(server)
  expect(await titles(server, 'clock')).toEqual([
    expect.stringMatching(/^warning: Its clock is (4|5) minutes ahead$/),
  ])
})

test('a clock that goes wrong is told, and told again when it is right', async () => {
  const clock = { aheadMs: 0 }
  const { url } = await httpServer(backupServer(clock))
  const server = await panel.aServer({ name: 'Clock', baseUrl: url })
  await monitor.poll(server)
  clock.aheadMs = 10 * 60_000
  expect((await monitor.poll(server)).clockSkewMs).toBeLessThan(60_000)
  await anHourLater()
  expect((await monitor.poll(server)).clockSkewMs).toBeGreaterThan(9 * 60_000)
  clock.aheadMs = 0
  await anHourLater()
  await monitor.poll(server)
  expect(await titles(server, 'clock')).toEqual([
    expect.stringMatching(/^warning: Its clock is (9|10) minutes ahead$/),
    'resolved: Its clock is right again',
  ])
})

test('a certificate that has ended is told with its day, and why the server cannot be reached', async () => {
  const { url } = await httpsServer('expired', backupServer())
  const server = await panel.aServer({ name: 'Expired', baseUrl: url })
  await monitor.poll(server)
  const kept = await monitor.poll(server)
  expect(kept.state).toBe('unreachable')
  expect(kept.certificateEndsAt).toBeInstanceOf(Date)
  expect(await titles(server, 'certificate')).toEqual(['critical: The certificate has ended'])
})

test('a server that can no longer be reached is looked into: the evidence says where the way ends', async () => {
  const { server, sandbox } = await panel.aSandbox({ name: 'Gone' })
  const { probedAt } = await monitor.poll(server)
  await sandbox.close()
  expect((await monitor.poll(server)).probedAt).toEqual(probedAt)
  const believed = await monitor.poll(server)
  expect(believed).toMatchObject({ state: 'unreachable', probedAt: believed.polledAt })
  expect(believed.evidence).toEqual([
    'The connection was refused',
    expect.stringMatching(/^Connection check, tcp: /),
  ])
  expect((await monitor.poll(server)).evidence).toEqual(believed.evidence)
})
