import { EventEmitter, once } from 'node:events'
import { afterAll, describe, expect, test } from 'vitest'
import type { Pace } from '../../src/services/live/pace.ts'
import type { News, Topic } from '../../src/services/live/topic.ts'
import { liveService } from '../../src/services/live.ts'
import { aPanel, teller } from '../support/panel.ts'
import { rawServer } from '../support/scripted-server.ts'

const panel = await aPanel()
afterAll(() => panel[Symbol.asyncDispose]())

const quick = { busy: 20, calm: 20, slowest: 20 }
const never = { busy: 1e9, calm: 1e9, slowest: 1e9 }

/** The real services below it, at a pace of its own. */
function aHub(pace: Partial<Pace> = {}) {
  const reported: unknown[] = []
  const report = (error: unknown) => void reported.push(error)
  const usual: Pace = { state: quick, jobs: quick, job: quick }
  const live = liveService({ ...panel.services, report }, { ...usual, ...pace })
  return { live, reported, watch: (...topics: Topic[]) => aWatcher(live, topics) }
}

/** Somebody at a page: what they were told, and a way to wait for more. */
function aWatcher(live: ReturnType<typeof liveService>, topics: Topic[]) {
  const heard = new EventEmitter()
  const news: News[] = []
  const state = { hasEnded: false }
  const leave = live.watch(topics, {
    tell(each) {
      news.push(each)
      heard.emit('news')
    },
    end() {
      state.hasEnded = true
    },
  })
  return {
    news,
    state,
    leave,
    async until(isIt: (news: News) => boolean): Promise<News> {
      for (;;) {
        const found = news.find(isIt)
        if (found) return found
        await once(heard, 'news')
      }
    },
    async hears(count: number): Promise<void> {
      while (news.length < count) await once(heard, 'news')
    },
  }
}

const anything = () => true

describe('a topic', () => {
  test('is looked at once for all who watch it, and again while they do', async () => {
    const { server, sandbox } = await panel.aSandbox({ name: 'Shared' })
    const { live, watch } = aHub({ state: never })
    const topic = { kind: 'state', serverId: server.id } as const
    const watchers = Array.from({ length: 20 }, () => watch(topic))
    for (const { until } of watchers) await until(anything)
    await watch(topic).until(anything) // comes later, and is told what is known
    expect(sandbox.traffic.count('GET /status')).toBe(1)
    live.close()
  })

  test('that nobody watches any more is left alone', async () => {
    const { server, sandbox } = await panel.aSandbox({ name: 'Left alone' })
    const { watch } = aHub()
    const watcher = watch({ kind: 'jobs', serverId: server.id })
    await watcher.hears(3)
    watcher.leave()
    await panel.services.serverHealth.look(server) // whatever was under way is over by then
    const before = sandbox.traffic.count('GET /jobs')
    await panel.services.serverHealth.look(server)
    await panel.services.serverHealth.look(server)
    expect(sandbox.traffic.count('GET /jobs')).toBe(before + 2)
  })

  test('of a paused server is answered without contacting it', async () => {
    const { server, sandbox } = await panel.aSandbox({ name: 'Paused', isEnabled: false })
    const { live, watch } = aHub()
    const { id: serverId } = server
    const watcher = watch(
      { kind: 'state', serverId },
      { kind: 'jobs', serverId },
      { kind: 'job', serverId, jobId: 'a1b2c3d4e5f60718' },
    )
    await watcher.hears(3)
    const paused = watcher.news.every(
      (news) => news.kind === 'state' && news.look.judgement.verdict === 'paused',
    )
    expect([paused, sandbox.traffic.requests]).toEqual([true, []])
    live.close()
  })

  test('goes on through an outage', async () => {
    const { server, sandbox } = await panel.aSandbox({ name: 'Restarting' })
    const { live, watch } = aHub()
    const watcher = watch({ kind: 'state', serverId: server.id })
    await watcher.until(anything)
    sandbox.faults.setReply('/', { kind: 'reset' })
    await watcher.until((news) => verdictOf(news) === 'unreachable')
    sandbox.faults.clear()
    watcher.news.length = 0
    await watcher.until((news) => verdictOf(news) !== 'unreachable')
    live.close()
  })

  test('of a server that is deleted is gone', async () => {
    const { server } = await panel.aSandbox({ name: 'Deleted' })
    const { live, watch } = aHub()
    const watcher = watch({ kind: 'state', serverId: server.id })
    await watcher.until(anything)
    await panel.services.servers.remove(teller, server)
    await watcher.until(({ kind }) => kind === 'gone')
    live.close()
  })

  test('is not delayed by dozens of servers that are silent', async () => {
    const hole = await rawServer(() => undefined)
    const { server } = await panel.aSandbox({ name: 'Lively' })
    const { live, watch } = aHub()
    for (let number = 1; number <= 30; number += 1) {
      const silent = await panel.aServer({ name: `Hole ${number}`, baseUrl: hole.url })
      watch({ kind: 'state', serverId: silent.id })
    }
    await watch({ kind: 'state', serverId: server.id }).until(anything)
    live.close()
  })
})

describe('a job', () => {
  test('has its verdict kept when it ends, and its server is looked at again at once', async () => {
    const { server } = await panel.aSandbox(
      { name: 'Working' },
      { env: { POSTGRES_DB: 'postgres' } },
    )
    const { live, watch } = aHub({ state: never, jobs: never })
    const { id: serverId } = server
    const state = watch({ kind: 'state', serverId })
    const jobs = watch({ kind: 'jobs', serverId })
    await state.until(anything)
    await jobs.until(anything)
    const jobId = await panel.services.runs.start(teller, server)
    const job = watch({ kind: 'job', serverId, jobId })
    await job.until((news) => news.kind === 'job' && news.judged.judgement.verdict === 'verified')
    expect((await panel.stores.operations.find(serverId, jobId))?.verdict).toBe('verified')
    await jobs.until((news) => news.kind === 'jobs' && news.jobs[0]?.state === 'succeeded')
    await state.until((news) => news.kind === 'state' && news.look.dumps.length === 1)
    live.close()
  })

  test('that the server forgets is told as lost', async () => {
    const { server, sandbox } = await panel.aSandbox({ name: 'Forgetful' })
    const { live, watch } = aHub()
    const jobId = await panel.services.runs.start(teller, server)
    sandbox.restart()
    const job = watch({ kind: 'job', serverId: server.id, jobId })
    await job.until((news) => news.kind === 'job' && news.judged.judgement.verdict === 'lost')
    live.close()
  })
})

test('an error of ours is reported, and does not end the watch', async () => {
  const broken = new Error('a mistake')
  const reported: unknown[] = []
  let isBroken = true
  const get = async (id: string) => {
    if (isBroken) throw broken
    return panel.services.servers.get(id)
  }
  const { server } = await panel.aSandbox({ name: 'Mistaken' })
  const live = liveService(
    {
      ...panel.services,
      servers: { get },
      report(error) {
        reported.push(error)
        isBroken = false
      },
    },
    { state: quick, jobs: quick, job: quick },
  )
  await aWatcher(live, [{ kind: 'state', serverId: server.id }]).until(anything)
  expect(reported).toEqual([broken])
  live.close()
})

test('closing ends every watch, and begins no other', async () => {
  const { server } = await panel.aSandbox({ name: 'Closing' })
  const { live, watch } = aHub()
  const watcher = watch({ kind: 'state', serverId: server.id })
  live.close()
  expect(watcher.state.hasEnded).toBe(true)
  expect(() => watch({ kind: 'state', serverId: server.id })).toThrow('stopping')
})

function verdictOf(news: News): string | null {
  return news.kind === 'state' ? news.look.judgement.verdict : null
}
