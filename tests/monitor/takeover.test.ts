import { randomBytes } from 'node:crypto'
import { describe, expect, test, vi } from 'vitest'
import { aPanel, type TestPanel } from '../support/panel.ts'
import { monitorOf } from '../support/polls.ts'
import { freshDatabase } from '../support/postgres.ts'
import { startPanel } from '../support/program.ts'

// A process of its own takes a busy machine a while to start.
vi.setConfig({ testTimeout: 120_000 })
const patience = { timeout: 100_000, interval: 50 }

const whatIsKept = `
  select (select count(*)::int from snapshots) as snapshots,
    (select coalesce(sum(ok + late + failing + unreachable + refused + unknown), 0)::int
      from health_rollups) as polls,
    (select count(*)::int from events where subject = 'state') as events,
    (select count(*)::int from dumps) as dumps`

async function keptBy(panel: TestPanel) {
  const [row] = await monitorOf(panel).rows(whatIsKept)
  return row
}

const nothing = { snapshots: 0, polls: 0, events: 0, dumps: 0 }

describe('an instance that is killed in the middle of a poll', () => {
  test('leaves nothing, and the next one polls the server in its place, once', async () => {
    await using database = await freshDatabase()
    const secret = randomBytes(32).toString('base64url')
    await using office = await aPanel({ database, env: { APP_SECRET: secret } })
    const { sandbox } = await office.aSandbox({ pollIntervalMs: 86_400_000 })
    sandbox.faults.setReply('/backups', { kind: 'hang' })
    const env = { DATABASE_URL: database.url, APP_SECRET: secret, MONITOR: 'on' }
    const killed = await startPanel(env)
    await vi.waitFor(() => expect(sandbox.traffic.count('GET /backups')).toBe(1), patience)
    await killed.kill('SIGKILL')
    expect(await keptBy(office)).toEqual(nothing)
    sandbox.faults.clear()
    // Instead of waiting for it.
    await monitorOf(office).rows(
      "update tasks set leased_until = now() - interval '1 second' where leased_by is not null",
    )
    await using heir = await startPanel(env)
    await vi.waitFor(async () => expect((await keptBy(office))?.snapshots).toBe(1), patience)
    expect(await keptBy(office)).toEqual({ ...nothing, snapshots: 1, polls: 1, events: 1 })
    expect(sandbox.traffic.count('GET /backups')).toBe(2)
    await heir.kill('SIGTERM')
  })
})

describe('a lease that is lost', () => {
  async function aPollUnderWay() {
    const panel = await aPanel()
    const monitor = monitorOf(panel)
    const { server, sandbox } = await panel.aSandbox()
    let letGo = () => {}
    const until = new Promise<void>((resolve) => {
      letGo = resolve
    })
    sandbox.faults.setReply('/config', { kind: 'held', until })
    await panel.services.monitor.keepTasks()
    const [claim] = await panel.services.monitor.claim(1, [])
    if (!claim) throw new Error('Nothing was due')
    const ending = panel.services.monitor.poll(claim)
    await vi.waitFor(() => expect(sandbox.traffic.count('GET /config')).toBe(1), patience)
    return {
      panel,
      monitor,
      server,
      sandbox,
      end() {
        letGo()
        return ending
      },
      [Symbol.asyncDispose]: panel[Symbol.asyncDispose],
    }
  }

  test.each([
    [
      'another instance took over',
      "update tasks set leased_by = 'another' where leased_by is not null",
    ],
    [
      'another instance took over and was done before',
      'update tasks set leased_by = null, leased_until = null',
    ],
    ['the server was deleted', 'delete from servers'],
  ])('keeps a poll from writing anything: %s', async (_why, meanwhile) => {
    await using scene = await aPollUnderWay()
    await scene.monitor.rows(meanwhile)
    const before = await scene.monitor.rows('select * from tasks')
    expect(await scene.end()).toBe('lost')
    expect(await keptBy(scene.panel)).toEqual(nothing)
    expect(await scene.monitor.rows('select * from tasks')).toEqual(before)
  })

  test('keeps what was found at a former address from being written', async () => {
    await using scene = await aPollUnderWay()
    const { panel, server } = scene
    await panel.stores.servers.update(server.id, { ...server, baseUrl: 'http://10.0.0.9:1' })
    expect(await scene.end()).toBe('lost')
    expect(await keptBy(panel)).toEqual(nothing)
  })

  test('keeps a new token from the former address, where there was more to ask', async () => {
    await using scene = await aPollUnderWay()
    const { panel, server, sandbox } = scene
    const moved = { ...server, baseUrl: 'http://10.0.0.9:1' }
    await panel.services.drivers.open(
      await panel.stores.servers.update(server.id, moved, 'new token'),
    )
    expect(await scene.end()).toBe('lost')
    expect(sandbox.traffic.count('GET /healthz')).toBe(0)
  })
})

describe('a server that another instance changed a moment ago', () => {
  test('is polled as it is now', async () => {
    const env = { APP_SECRET: randomBytes(32).toString('base64url') }
    await using office = await aPanel({ env })
    await using other = await aPanel({ env, database: { url: office.databaseUrl } })
    const { server, sandbox } = await office.aSandbox()
    await other.services.servers.get(server.id) // and that is remembered there for a second
    await office.stores.servers.update(server.id, { ...server, isEnabled: false })
    expect(await monitorOf(other).poll(server)).toMatchObject({ state: 'paused' })
    expect(sandbox.traffic.requests).toEqual([])
  })
})

describe('a dead server', () => {
  test('is asked less and less often, and at its usual pace again once it answers', async () => {
    await using panel = await aPanel()
    const monitor = monitorOf(panel)
    const { server, sandbox } = await panel.aSandbox({ pollIntervalMs: 60_000 })
    const waits: number[] = []
    const poll = async () => {
      await monitor.poll(server)
      const [row] = await monitor.rows(
        'select extract(epoch from due_at - now())::float8 as s from tasks where server_id is not null',
      )
      waits.push(Math.round(row?.s / 10) * 10)
    }
    sandbox.faults.setReply('/', { kind: 'reset' })
    for (const _nth of Array(7)) await poll()
    sandbox.faults.clear()
    await poll()
    const usual = [30, 120, 240, 480, 600, 600, 600, 60]
    for (const [index, seconds] of usual.entries()) {
      expect(waits[index], `poll ${index + 1}`).toBeGreaterThanOrEqual(seconds * 0.9 - 10)
      expect(waits[index], `poll ${index + 1}`).toBeLessThanOrEqual(seconds * 1.1 + 10)
    }
  })
})
