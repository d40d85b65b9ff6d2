import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Channel } from '../../../src/core/channels/channel.ts'
import { alertDelivery } from '../../../src/services/alerts/delivery.ts'
import { addMessages } from '../../../src/store/alerts/outbox.ts'
import { type AlertScene, alertScene, later, start } from '../../support/alert-scene.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => void vi.useRealTimers())

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
  await delivery.deliver(start, new AbortController().signal)
  expect(sent).toBe(11)
  expect(takenByOthers).toEqual([0])
})

async function fillOutbox({ database, channel }: AlertScene, count: number): Promise<void> {
  const messages = Array.from({ length: count }, (_, index) => ({
    channelId: channel.id,
    purpose: 'problem' as const,
    dedupKey: `message ${index}`,
    message: {
      ...{ id: `m${index}`, incidentKey: `thread ${index}`, severity: 'warning' as const },
      ...{ title: `Message ${index}`, lines: [], facts: {}, at: start },
    },
  }))
  await addMessages(database.prisma, messages, start)
}
