import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { EventKind } from '../../src/core/monitor/event.ts'
import { aReceiver, aRule, aWebhook } from '../support/alert-scene.ts'
import { aPanel, type TestPanel } from '../support/panel.ts'
import { simulatedNights } from '../support/simulated-nights.ts'

let panel: TestPanel
beforeAll(async () => {
  panel = await aPanel()
})
afterAll(() => panel[Symbol.asyncDispose]())

const env = { POSTGRES_DB: 'postgres,template1', SCHEDULE: '30 3 * * *', TZ: 'Europe/Berlin' }
const kinds: EventKind[] = ['state', 'run', 'database']
const hourMs = 60 * 60_000

test('a night that shows in server, run and databases is one problem', {
  timeout: 180_000,
}, async () => {
  using nights = await simulatedNights(panel, { from: '2026-10-20T10:00:00Z', env })
  const { alerts } = panel.stores
  const receiver = await aReceiver()
  const channel = await alerts.channels.create(aWebhook(receiver.url))
  await alerts.rules.create(aRule({ channelIds: [channel.id], kinds, groupWaitMs: 0 }))

  /** Watches and tells every hour until then. */
  async function live(until: string) {
    while (Date.now() < Date.parse(until)) {
      vi.setSystemTime(Date.now() + hourMs)
      await nights.poll()
      const { signal } = new AbortController()
      await panel.services.alerts.work(new Date(), signal)
      await panel.services.alerts.deliver(new Date(), signal)
    }
  }

  await nights.runAt('2026-10-20T01:30:00Z') // before anybody watched
  await nights.poll()
  await nights.watchUntil('2026-10-21T02:40:00Z')
  await live('2026-10-21T06:40:00Z') // the night to the 21st: nothing ran
  const { open } = await panel.services.alerts.overview.problems(new Date())
  // The panel's clock is moved, and that of the sandbox's answers is not.
  const [problem, ...others] = open.filter(({ lead }) => lead.incident.kind !== 'clock')
  expect(others).toEqual([])
  const signs = [problem?.lead, ...(problem?.others ?? [])].map((each) => each?.incident.subject)
  expect(signs.toSorted()).toEqual(['database:postgres', 'database:template1', 'run', 'state'])
  await nights.watchUntil('2026-10-22T01:20:00Z')
  await nights.runAt('2026-10-22T01:30:00Z')
  await live('2026-10-22T03:20:00Z')

  const { name } = nights.server
  // Lateness may show before the run counts as missed, and is then told first.
  const isNews = (title: string) => !/Still so|Backups are late/.test(title)
  expect(receiver.titles().filter(isNews)).toEqual([
    `${name}: A scheduled run was missed`,
    `${name}: Runs succeed again`,
  ])
  expect(receiver.messages().at(-1).severity).toBe('resolved')
})
