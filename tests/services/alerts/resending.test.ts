import { expect, test } from 'vitest'
import {
  alertScene,
  ann,
  lateDatabase,
  later,
  safeDatabase,
  start,
} from '../../support/alert-scene.ts'

const twoDays = 48

/** A message that its receiver did not know what to do with, and what its receiver answers from then on. */
async function withGivenUp(answers: number[]) {
  const scene = await alertScene([404, ...answers])
  const { id: serverId } = await scene.aServer({ name: 'Shop' })
  await scene.happens(serverId, lateDatabase(start))
  await scene.at(start)
  await scene.at(later(30, 's'))
  const [message] = await scene.stores.outbox.recent(10)
  const id = message?.id ?? ''
  return { ...scene, serverId, id, outbox: () => scene.stores.outbox.recent(10) }
}

test('a message that was given up is sent again, with the id that it had', async () => {
  await using scene = await withGivenUp([200])
  const sent = await scene.alerts.messages.resend(ann, scene.id, later(twoDays, 'h'))
  expect(sent).toMatchObject({ outcome: 'sent', channel: { name: 'Hook' } })
  const [first, again] = scene.receiver.messages()
  expect(again).toEqual(first)
  expect(await scene.outbox()).toMatchObject([
    { id: scene.id, sentAt: later(twoDays, 'h'), givenUpAt: null, lastError: null },
  ])
  await scene.at(later(twoDays, 'h'))
  expect(scene.receiver.messages().filter(({ id }) => id === scene.id)).toHaveLength(2)
})

test('one that fails again says why, and is tried for another day', async () => {
  await using scene = await withGivenUp([503, 200])
  const sent = await scene.alerts.messages.resend(ann, scene.id, later(twoDays, 'h'))
  expect(sent).toMatchObject({ outcome: 'failed', isTriedAgain: true })
  expect(sent).toHaveProperty('error', 'The receiver failed to take the message (HTTP 503)')
  await scene.at(new Date(later(twoDays, 'h').getTime() + 60_000))
  const [message] = (await scene.outbox()).filter(({ id }) => id === scene.id)
  expect(message).toMatchObject({ attempts: 2, givenUpAt: null, sentAt: expect.any(Date) })
})

test('one that cannot be sent at all is given up again', async () => {
  await using scene = await withGivenUp([404])
  const sent = await scene.alerts.messages.resend(ann, scene.id, later(1, 'h'))
  expect(sent).toMatchObject({ outcome: 'failed', isTriedAgain: false })
  expect(await scene.outbox()).toMatchObject([{ givenUpAt: later(1, 'h'), attempts: 1 }])
})

test('of two people who press at once, in two instances, one sends it', async () => {
  await using scene = await withGivenUp([200])
  const other = scene.instance()
  const outcomes = await Promise.all(
    [scene.alerts, other, scene.alerts].map(async ({ messages }) => {
      const { outcome } = await messages.resend(ann, scene.id, later(1, 'h'))
      return outcome
    }),
  )
  expect(outcomes.toSorted()).toEqual(['not-given-up', 'not-given-up', 'sent'])
  expect(scene.receiver.requests).toHaveLength(2)
})

test('a channel that is switched off is told nothing', async () => {
  await using scene = await withGivenUp([200])
  const { channel, stores } = scene
  const secrets = (await stores.channels.secrets(channel.id)) ?? {}
  await stores.channels.update(channel.id, { ...channel, secrets, isEnabled: false })
  const sent = await scene.alerts.messages.resend(ann, scene.id, later(1, 'h'))
  expect(sent).toMatchObject({ outcome: 'channel-off' })
  expect(await scene.outbox()).toMatchObject([{ givenUpAt: later(30, 's') }])
  expect(scene.receiver.requests).toHaveLength(1)
})

test('an alarm of what is over by now is followed by its all-clear', async () => {
  await using scene = await withGivenUp([200])
  await scene.happens(scene.serverId, safeDatabase(later(1, 'h')))
  await scene.at(later(1, 'h'))
  await scene.at(later(2, 'h'))
  expect(scene.receiver.requests).toHaveLength(1)
  await scene.alerts.messages.resend(ann, scene.id, later(3, 'h'))
  await scene.at(later(3, 'h'))
  await scene.at(later(4, 'h'))
  const [, alarm, allClear, ...others] = scene.receiver.messages()
  expect([alarm.severity, allClear.severity, others]).toEqual(['warning', 'resolved', []])
  expect(allClear.incident).toBe(alarm.incident)
})
