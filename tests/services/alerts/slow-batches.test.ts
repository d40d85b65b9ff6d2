import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Channel } from '../../../src/core/channels/channel.ts'
import { alertDelivery } from '../../../src/services/alerts/delivery.ts'
import { addMessages } from '../../../src/store/alerts/outbox.ts'
import { type AlertScene, alertScene, aWebhook, later, start } from '../../support/alert-scene.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => void vi.useRealTimers())

test('a channel with much to take, and slow, keeps no other waiting', async () => {
  await using scene = await alertScene()
  await fillOutbox(scene, 25)
  const quick = await scene.stores.channels.create(aWebhook('https://quick.example', 'Quick'))
  await fillOutbox({ ...scene, channel: quick }, 1, 'quick')
  const { outbox, channels } = scene.stores
  const sent: string[] = []
  let told = () => {}
  const isTold = new Promise<void>((resolve) => {
    told = resolve
  })
  const channel: Channel = {
    async send({ id }) {
      if (id.startsWith('quick')) told()
      else await isTold
      sent.push(id)
    },
  }
  const registry = { open: () => channel }
  const delivery = alertDelivery({
    outbox,
    channels,
    registry,
    instanceId: 'one',
    report: () => {},
  })
  await delivery.deliver(start, new AbortController().signal)
  expect(sent).toHaveLength(26)
})

test('a message that waited for a slow batch is nobody else’s while it is sent', async () => {
  await using scene = await alertScene()
  await fillOutbox(scene, 11)
  const { outbox, channels } = scene.stores
  const takenByOthers: number[] = []
  let sent = 0
  const slow: Channel = {
    /** Ten seconds each; so that of the second batch the lease of the first would be nearly over. */
    async send() {
      sent += 1
      vi.advanceTimersByTime(10_000)
      if (sent <= 10) return
      const other = { holder: 'other', now: later(130, 's'), leaseMs: 1000 }
      takenByOthers.push((await outbox.claim(other, 10)).length)
    },
  }
  const registry = { open: () => slow }
  const report = () => {}
  const delivery = alertDelivery({ outbox, channels, registry, instanceId: 'one', report })
  const { signal } = new AbortController()
  await delivery.deliver(start, signal)
  expect(sent).toBe(10)
  await delivery.deliver(later(100, 's'), signal)
  expect(sent).toBe(11)
  expect(takenByOthers).toEqual([0])
})

async function fillOutbox(
  { database, channel }: Pick<AlertScene, 'database' | 'channel'>,
  count: number,
  name = 'm',
): Promise<void> {
  const messages = Array.from({ length: count }, (_, index) => ({
    channelId: channel.id,
    purpose: 'problem' as const,
    dedupKey: `${name}${index}`,
    message: {
      ...{ id: `${name}${index}`, incidentKey: `thread ${index}`, severity: 'warning' as const },
      ...{ title: `Message ${index}`, lines: [], facts: {}, at: start },
    },
  }))
  await addMessages(database.prisma, messages, start)
}
