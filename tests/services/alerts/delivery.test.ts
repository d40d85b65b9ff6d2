import { describe, expect, test } from 'vitest'
import { alertScene, lateDatabase, later, start } from '../../support/alert-scene.ts'

/** A message that is due now, to a receiver that answers so. */
async function withMessage(answers: number[]) {
  const scene = await alertScene(answers)
  const { id } = await scene.aServer({ name: 'Shop' })
  await scene.happens(id, lateDatabase(start))
  await scene.at(start)
  const outbox = () => scene.stores.outbox.recent(10)
  return { ...scene, outbox, serverId: id }
}

describe('a receiver in trouble', () => {
  test('is tried again after a minute, then after twice as long each time', async () => {
    await using scene = await withMessage([503, 503, 200])
    await scene.at(later(30, 's'))
    await scene.at(later(80, 's'))
    expect(scene.receiver.requests).toHaveLength(1)
    await scene.at(later(90, 's'))
    expect(scene.receiver.requests).toHaveLength(2)
    await scene.at(later(200, 's'))
    expect(scene.receiver.requests).toHaveLength(2)
    await scene.at(later(210, 's'))
    const ids = scene.receiver.messages().map(({ id }) => id)
    expect(new Set(ids).size).toBe(1)
    expect(ids).toHaveLength(3)
    expect(await scene.outbox()).toMatchObject([
      { attempts: 3, sentAt: later(210, 's'), lastError: null, givenUpAt: null },
    ])
  })

  test('is told on the message and on the channel, and given up after a day', async () => {
    await using scene = await withMessage([503])
    await scene.at(later(30, 's'))
    const error = 'The receiver failed to take the message (HTTP 503)'
    expect(await scene.outbox()).toMatchObject([{ lastFault: 'failed', lastError: error }])
    expect(await scene.alerts.channels.list()).toMatchObject([{ lastError: error }])
    for (let hour = 1; hour <= 26; hour += 1) await scene.at(later(hour, 'h'))
    const message = (await scene.outbox()).at(-1)
    expect(message?.givenUpAt).toBeInstanceOf(Date)
    const { length } = scene.receiver.requests
    expect(length).toBeGreaterThan(20)
    await scene.at(later(40, 'h'))
    expect(scene.receiver.requests.length).toBe(length + 1) // the reminder, which is another message
  })

  test('an error that would stay the same ends it at once, and no all-clear follows', async () => {
    await using scene = await withMessage([404, 200])
    await scene.at(later(30, 's'))
    expect(await scene.outbox()).toMatchObject([
      { attempts: 1, lastFault: 'missing', givenUpAt: later(30, 's') },
    ])
    const { serverId } = scene
    await scene.happens(serverId, { ...lateDatabase(later(1, 'h')), severity: 'resolved' })
    await scene.at(later(1, 'h'))
    await scene.at(later(2, 'h'))
    expect(scene.receiver.requests).toHaveLength(1)
  })
})

test('within a thread nothing overtakes what came before', async () => {
  await using scene = await withMessage([503, 200])
  await scene.at(later(30, 's'))
  const { serverId } = scene
  await scene.happens(serverId, { ...lateDatabase(later(31, 's')), severity: 'resolved' })
  await scene.at(later(31, 's'))
  await scene.at(later(65, 's'))
  expect(scene.receiver.requests).toHaveLength(1)
  await scene.at(later(120, 's'))
  const sent = scene.receiver.messages().map(({ severity }) => severity)
  expect(sent).toEqual(['warning', 'warning', 'resolved'])
})

test('a channel that is switched off keeps its messages, and gets them when it is switched on', async () => {
  await using scene = await withMessage([503, 200])
  await scene.at(later(30, 's'))
  const { channel, stores } = scene
  const secrets = (await stores.channels.secrets(channel.id)) ?? {}
  await stores.channels.update(channel.id, { ...channel, secrets, isEnabled: false })
  await scene.at(later(10, 'min'))
  expect(scene.receiver.requests).toHaveLength(1)
  await stores.channels.update(channel.id, { ...channel, secrets, isEnabled: true })
  await scene.at(later(11, 'min'))
  expect(scene.receiver.requests).toHaveLength(2)
  expect(await scene.outbox()).toMatchObject([{ sentAt: later(11, 'min') }])
})

test('two instances at once send each message once', async () => {
  await using scene = await alertScene()
  const other = scene.instance()
  for (let n = 0; n < 12; n += 1) {
    const { id } = await scene.aServer({ name: `S${n}` })
    await scene.ruleIs({ groupWaitMs: 0 })
    await scene.happens(id, lateDatabase(start, `db${n}`))
    await Promise.all([scene.at(later(n, 's')), scene.at(later(n, 's'), other)])
  }
  for (const seconds of [20, 21, 22]) {
    await Promise.all([scene.at(later(seconds, 's')), scene.at(later(seconds, 's'), other)])
  }
  const told = scene.receiver.messages().flatMap(({ title, lines }) => [title, ...lines])
  for (let n = 0; n < 12; n += 1) {
    const about = told.filter((line) => line.includes(`No good dump of db${n} for`))
    expect(about, `db${n}`).toHaveLength(1)
  }
  expect(scene.problems).toEqual([])
})

test('a message whose sender died is taken over when its lease ends, and not before', async () => {
  await using scene = await withMessage([200])
  // Composed, claimed, and then nothing more: as after a kill -9.
  const dead = scene.instance()
  await dead.work(later(30, 's'), AbortSignal.abort())
  const lease = { holder: 'dead', now: later(30, 's'), leaseMs: 120_000 }
  expect(await scene.stores.outbox.claim(lease, 10)).toHaveLength(1)
  await scene.at(later(60, 's'))
  expect(scene.receiver.requests).toHaveLength(0)
  await scene.at(later(151, 's'))
  expect(scene.receiver.requests).toHaveLength(1)
})

test('who dies while taking note has done nothing', async () => {
  await using scene = await alertScene()
  const { id } = await scene.aServer()
  await scene.happens(id, lateDatabase(start))
  const died = scene.stores.incidents.note(() => {
    throw new Error('killed')
  }, start)
  await expect(died).rejects.toThrow('killed')
  await scene.at(start)
  await scene.at(later(30, 's'))
  expect(scene.receiver.requests).toHaveLength(1)
})
