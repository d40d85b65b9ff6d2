import { expect, test } from 'vitest'
import { writeEvents } from '../../../src/store/monitor/events.ts'
import { aReceiver, aRule, aWebhook, lateDatabase } from '../../support/alert-scene.ts'
import { aPanel } from '../../support/panel.ts'

/** A panel with one message, to a receiver that answers so. */
async function aPanelWithMessage(answers: number[]) {
  const panel = await aPanel()
  const { channels, rules, outbox } = panel.stores.alerts
  const receiver = await aReceiver(answers)
  const channel = await channels.create(aWebhook(receiver.url, 'On call'))
  await rules.create(aRule({ channelIds: [channel.id], groupWaitMs: 0 }))
  const server = await panel.aServer({ name: 'Shop' })
  const now = new Date()
  await writeEvents(panel.database.pool, server.id, [lateDatabase(now)])
  const { signal } = new AbortController()
  await panel.services.alerts.work(now, signal)
  await panel.services.alerts.deliver(now, signal)
  const [message] = await outbox.recent(1)
  return { ...panel, receiver, attempts: `/alerts/messages/${message?.id}/attempts` }
}

test('a message that was given up is sent again with one click, and the page says so', async () => {
  await using panel = await aPanelWithMessage([404, 200])
  const ann = await panel.signIn('ann')
  const { body, text } = await ann.get('/alerts')
  expect(text).toContain('Given up')
  expect(body).toContain(`<form method="post" action="${panel.attempts}"`)
  const answer = await ann.post(panel.attempts)
  expect([answer.status, answer.headers.location]).toEqual([303, '/alerts'])
  const after = await ann.get('/alerts')
  expect(after.text).toContain('The message was sent to On call.')
  expect(after.body).not.toContain(panel.attempts)
  expect(panel.receiver.requests).toHaveLength(2)
  expect((await panel.audit()).at(-1)).toMatchObject({
    ...{ action: 'alert.resend-message', outcome: 'done', target: { name: 'On call' } },
  })
})

test('what became of it is told when it does not arrive, and when it needs no sending', async () => {
  await using panel = await aPanelWithMessage([404, 404, 503, 200])
  const ann = await panel.signIn('ann')
  await ann.post(panel.attempts)
  const failed = 'did not reach On call: The receiver does not know this destination (HTTP 404)'
  expect((await ann.get('/alerts')).text).toContain(`${failed}. It was given up again.`)
  expect((await panel.audit()).at(-1)).toMatchObject({ outcome: 'failed' })
  await ann.post(panel.attempts)
  expect((await ann.get('/alerts')).text).toContain('It is tried again for a day.')
  await ann.post(panel.attempts)
  expect((await ann.get('/alerts')).text).toContain('is not given up any more')
  expect(panel.receiver.requests).toHaveLength(3)
})

test('nobody sends it who may not change alerts, nor one that is not there', async () => {
  await using panel = await aPanelWithMessage([404, 200])
  const otto = await panel.signIn('otto')
  expect((await otto.post(panel.attempts)).status).toBe(403)
  const ann = await panel.signIn('ann')
  expect((await ann.post('/alerts/messages/nothing/attempts')).status).toBe(404)
  expect(panel.receiver.requests).toHaveLength(1)
})
