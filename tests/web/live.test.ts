import { afterAll, describe, expect, test } from 'vitest'
import type { Client } from '../support/client.ts'
import { openLiveStream } from '../support/live-stream.ts'
import { aPanel } from '../support/panel.ts'
import { rawServer } from '../support/scripted-server.ts'
import { aShop } from '../support/shop.ts'

const panel = await aPanel({ liveBeatMs: 50 })
const shop = await aShop(panel)
afterAll(async () => {
  await shop[Symbol.asyncDispose]()
  await panel[Symbol.asyncDispose]()
})

const vera = await panel.signIn('vera')
const state = `state:${shop.server.id}`

async function startRun(client: Client): Promise<string> {
  const answer = await client.post(`/servers/${shop.server.id}/runs`)
  return String(answer.headers.location).split('/').at(-1) ?? ''
}

describe('a live stream', () => {
  test('is told to every cache, proxy and compressor to be left alone', async () => {
    await using stream = await openLiveStream(vera, [state])
    expect(stream.status).toBe(200)
    expect(stream.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    })
    expect(stream.headers['content-encoding']).toBeUndefined()
    expect(stream.headers['set-cookie']).toBeUndefined()
  })

  test('gives signs of life', async () => {
    await using stream = await openLiveStream(vera, [state])
    await stream.next('beat')
    await stream.next('beat')
  })

  test('brings a state as the cell of the list shows it', async () => {
    await using stream = await openLiveStream(vera, [state])
    const event = await stream.next('state')
    const cell = await vera.get(`/servers/${shop.server.id}/state`)
    expect(event.topic).toBe(state)
    expect(event.html).toBe(cell.body)
  })

  test('names the versions that pages carry, so that nothing is fetched in vain', async () => {
    const env = { POSTGRES_DB: 'postgres' }
    const { server, sandbox } = await panel.aSandbox({ name: 'Versions' }, { env })
    sandbox.faults.run = { kind: 'lock-held' }
    // More than a dashboard judges.
    for (let run = 0; run < 12; run += 1) await sandbox.call('POST', '/backup')
    await sandbox.idle()
    const dashboard = await vera.get(`/servers/${server.id}`)
    const list = await vera.get(`/servers/${server.id}/jobs`)
    const topics = [`state:${server.id}`, `jobs:${server.id}`]
    for (const [index, name] of ['state', 'jobs'].entries()) {
      await using stream = await openLiveStream(vera, topics)
      const { version } = await stream.next(name)
      const mark = `data-topic="${topics[index]}" data-version="${version}"`
      expect(dashboard.body).toContain(mark)
      if (name === 'jobs') expect(list.body).toContain(mark)
    }
  })

  test('brings a server that is dead without delaying another', async () => {
    const hangsUp = new AbortController()
    const hole = await rawServer((socket) => {
      hangsUp.signal.addEventListener('abort', () => socket.destroy())
      if (hangsUp.signal.aborted) socket.destroy()
    })
    const silent = await panel.aServer({ name: 'Hole', baseUrl: hole.url, timeoutMs: 60_000 })
    await using stream = await openLiveStream(vera, [`state:${silent.id}`, state])
    expect((await stream.next('state')).topic).toBe(state)
    hangsUp.abort()
    const dead = await stream.next('state')
    expect([dead.topic, dead.badge.text]).toEqual([`state:${silent.id}`, 'Unreachable'])
  })

  test('follows a job to its verdict, and notices what it made', async () => {
    const otto = await panel.signIn('otto')
    const jobId = await startRun(otto)
    const topic = `job:${shop.server.id}:${jobId}`
    await using stream = await openLiveStream(otto, [topic])
    let event = await stream.next('job')
    while (!event.hasEnded) event = await stream.next('job')
    expect(event).toMatchObject({ topic, badge: { text: 'Verified' }, version: 'succeeded' })
    expect(event.html).toContain('Backup on Shop')
    expect(event.html).toContain(`/servers/${shop.server.id}/jobs/${jobId}`)
    const kept = await panel.stores.operations.find(shop.server.id, jobId)
    expect(kept?.verdict).toBe('verified')
  })

  test('tells that a server or a job is not there', async () => {
    await using stream = await openLiveStream(vera, ['state:nobody', `job:${shop.server.id}:none`])
    const gone = [await stream.next('gone'), await stream.next('gone')]
    expect(gone.map(({ topic }) => topic).sort()).toEqual([
      `job:${shop.server.id}:none`,
      'state:nobody',
    ])
  })

  test('of nothing is no stream', async () => {
    for (const path of ['/live', '/live?topic=', '/live?topic=x:y', '/live?topic[a]=state:1']) {
      expect((await vera.get(path)).status).toBe(204)
    }
    expect((await vera.send(`/live?topic=${state}`, { method: 'HEAD' })).status).toBe(204)
  })

  test('leads whoever is not signed in to sign-in', async () => {
    const answer = await panel.anonymous().get(`/live?topic=${state}`)
    expect(answer.status).toBe(303)
  })

  test('is refused to a person who has a dozen open', async () => {
    const ann = await panel.signIn('ann')
    const open = await Promise.all(Array.from({ length: 12 }, () => openLiveStream(ann, [state])))
    expect((await ann.get(`/live?topic=${state}`)).status).toBe(429)
    await using other = await openLiveStream(vera, [state])
    expect(other.status).toBe(200)
    for (const stream of open) await stream[Symbol.asyncDispose]()
  })
})

describe('a session that ends', () => {
  test('by signing out ends its streams at once, and stays ended', async () => {
    const client = await panel.signIn('vera')
    await using stream = await openLiveStream(client, [state])
    await stream.next('beat')
    await client.post('/logout')
    expect((await stream.rest()).at(-1)).toEqual({ name: 'end', data: { reason: 'signed-out' } })
    expect((await client.get('/account')).status).toBe(303)
  })

  test('in the database ends its streams at the next beat', async () => {
    const client = await panel.signIn('otto')
    await using stream = await openLiveStream(client, [state])
    const otto = await panel.stores.users.findWithPassword('otto')
    await panel.stores.users.endSessions(String(otto?.user.id))
    expect((await stream.rest()).at(-1)?.data).toEqual({ reason: 'signed-out' })
  })
})

test('a message for the next page is not taken by a stream that opens before it', async () => {
  const ann = await panel.signIn('ann')
  const server = await panel.aServer({ name: 'Short-lived', isEnabled: false })
  await ann.post(`/servers/${server.id}/removal`, { confirmation: 'Short-lived' })
  await using stream = await openLiveStream(ann, [state])
  await stream.next('beat')
  expect((await ann.get('/servers')).text).toContain('Short-lived was deleted')
  expect((await ann.get('/servers')).text).not.toContain('Short-lived was deleted')
})

test('a panel that stops does not wait for streams', async () => {
  await using other = await aPanel()
  const { server } = await other.aSandbox()
  const client = await other.signIn('vera')
  await using stream = await openLiveStream(client, [`state:${server.id}`])
  await stream.next('state')
  other.services.live.close()
  const stopped = other.web.stop(60_000)
  expect((await stream.rest()).at(-1)?.data).toEqual({ reason: 'stopping' })
  await stopped
})
