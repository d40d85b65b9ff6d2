import { once } from 'node:events'
import { expect, onTestFinished, test, vi } from 'vitest'
import { alertLoop } from '../../src/monitor/alert-loop.ts'
import { isDatabaseAway } from '../../src/store/faults.ts'
import { aPanel, type TestPanel } from '../support/panel.ts'
import { freshDatabase } from '../support/postgres.ts'
import { tcpRelay } from '../support/tcp-relay.ts'

const patience = { timeout: 25_000, interval: 50 }

/** The loop of a panel at work, how often it has looked for something to tell, and what it has logged. */
function looping({ services: { alerts } }: TestPanel, deliver = alerts.deliver) {
  const lines: { facts: object; words: string }[] = []
  const note = (facts: object, words: string) => void lines.push({ facts, words })
  const seen = { looks: 0, lines, stop: () => loop.stop(10_000) }
  const work: typeof alerts.work = (...given) =>
    alerts.work(...given).finally(() => {
      seen.looks += 1
    })
  const log = { info: note, warn: note, error: note }
  const loop = alertLoop({ work, deliver }, { log, isDatabaseAway })
  loop.start()
  onTestFinished(() => loop.stop(1_000))
  return seen
}

test('a database that is away is one line when it goes and one when it is back', async () => {
  await using database = await freshDatabase()
  const direct = new URL(database.url)
  const relay = await tcpRelay({ host: direct.hostname, port: Number(direct.port) })
  const url = Object.assign(new URL(direct), { port: relay.port }).href
  await using panel = await aPanel({ database: { url } })
  const seen = looping(panel)
  const looksUpTo = (looks: number) =>
    vi.waitFor(() => expect(seen.looks).toBeGreaterThanOrEqual(looks), patience)
  await looksUpTo(1)
  await relay.cut()
  await looksUpTo(seen.looks + 3)
  expect(seen.lines.map(({ words }) => words)).toEqual([
    'Alerts cannot use the database; they keep trying',
  ])
  expect(Object.keys(seen.lines[0]?.facts ?? {})).toEqual(['reason'])
  await relay.restore()
  await vi.waitFor(() => expect(seen.lines).toHaveLength(2), patience)
  expect(seen.lines[1]?.words).toContain('Alerts have the database again')
}, 60_000)

test('a delivery that hangs holds up nothing else, and stopping cuts it short', async () => {
  await using panel = await aPanel()
  const hanging = { begun: 0, ended: 0 }
  const seen = looping(panel, async (_, signal) => {
    hanging.begun += 1
    await once(signal, 'abort')
    hanging.ended += 1
  })
  await vi.waitFor(() => expect(seen.looks).toBeGreaterThanOrEqual(3), patience)
  expect(hanging).toEqual({ begun: 1, ended: 0 })
  await seen.stop()
  expect(hanging).toEqual({ begun: 1, ended: 1 })
})

test('a mistake of the panel is logged with all that is known of it', async () => {
  await using panel = await aPanel()
  await panel.database.pool.query('alter table events rename to elsewhere')
  const seen = looping(panel)
  await vi.waitFor(() => expect(seen.lines).toHaveLength(1), patience)
  expect(seen.lines).toMatchObject([
    { facts: { err: expect.any(Error) }, words: expect.stringContaining('tried again') },
  ])
})
