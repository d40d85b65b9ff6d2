import { randomBytes } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { aPanel, type PanelOptions, type TestPanel } from '../support/panel.ts'
import { freshDatabase } from '../support/postgres.ts'
import { httpServer } from '../support/scripted-server.ts'
import { tcpRelay } from '../support/tcp-relay.ts'

const day = 24 * 60 * 60_000
const patience = { timeout: 25_000, interval: 50 }

/** Several panels on one database, which all can open the tokens in it. */
async function aHouse() {
  const database = await freshDatabase()
  const secret = randomBytes(32).toString('base64url')
  return {
    database,
    open: ({ env, ...options }: PanelOptions = {}) =>
      aPanel({ database, env: { APP_SECRET: secret, ...env }, ...options }),
    [Symbol.asyncDispose]: database[Symbol.asyncDispose],
  }
}

async function rowsOf({ database }: TestPanel, sql: string) {
  return (await database.pool.query(sql)).rows
}

test('two instances share the servers, and poll each once a turn', async () => {
  await using house = await aHouse()
  await using office = await house.open()
  const { sandbox } = await office.aSandbox({ name: 'No. 0', pollIntervalMs: day })
  for (const nth of Array.from({ length: 19 }, (_, index) => index + 1)) {
    await office.aServer({ name: `No. ${nth}`, baseUrl: sandbox.url, pollIntervalMs: day })
  }
  await using _one = await house.open({ isMonitored: true })
  await using _other = await house.open({ isMonitored: true })
  const counted = 'select server_id, ok + failing + unknown as polls from health_rollups'
  await vi.waitFor(async () => expect(await rowsOf(office, counted)).toHaveLength(20), patience)
  const rows = await rowsOf(office, counted)
  expect(rows.filter(({ polls }) => polls !== 1)).toEqual([])
  expect(sandbox.traffic.count('GET /backups')).toBe(20)
})

test('two servers that are slow to answer are polled by two instances at the same time', async () => {
  await using house = await aHouse()
  await using office = await house.open()
  const silent = await httpServer(() => undefined)
  await office.aServer({ name: 'Slow', baseUrl: silent.url })
  await office.aServer({ name: 'Slow too', baseUrl: silent.url })
  const alone = { isMonitored: true, env: { MONITOR_CONCURRENCY: '1' } }
  await using _one = await house.open(alone)
  await using _other = await house.open(alone)
  const holders = 'select distinct leased_by from tasks where leased_by is not null'
  await vi.waitFor(async () => expect(await rowsOf(office, holders)).toHaveLength(2), patience)
})

test('a server that is silent keeps no other waiting', async () => {
  await using house = await aHouse()
  await using office = await house.open()
  const silent = await httpServer(() => undefined)
  const { id } = await office.aServer({ name: 'Silent', baseUrl: silent.url, timeoutMs: 60_000 })
  await office.services.monitor.keepTasks()
  const { server } = await office.aSandbox({ name: 'Talking' })
  await using _loop = await house.open({ isMonitored: true, env: { MONITOR_CONCURRENCY: '1' } })
  const known = 'select server_id as id from snapshots'
  await vi.waitFor(async () => {
    expect(await rowsOf(office, known)).toEqual([{ id: server.id }])
  }, patience)
  const [task] = await rowsOf(office, `select leased_by from tasks where server_id = '${id}'`)
  expect(task.leased_by).not.toBeNull()
})

test('a server that is added, changed or deleted while the loop runs is polled as it is now', async () => {
  await using panel = await aPanel({ isMonitored: true })
  const { server, sandbox } = await panel.aSandbox({ pollIntervalMs: day })
  await panel.services.monitor.keepTasks()
  const asked = (times: number) => () =>
    expect(sandbox.traffic.count('GET /backups')).toBeGreaterThanOrEqual(times)
  await vi.waitFor(asked(1), patience)
  await panel.stores.servers.update(server.id, { ...server, name: 'Renamed' })
  await vi.waitFor(asked(2), patience)
  await panel.stores.servers.remove(server.id)
  expect(await rowsOf(panel, "select name from tasks where kind = 'poll'")).toEqual([])
})

test('a database that goes away is said once, and polls go on when it is back', async () => {
  await using house = await aHouse()
  await using office = await house.open()
  const { sandbox } = await office.aSandbox({ pollIntervalMs: 10_000 })
  const direct = new URL(house.database.url)
  const relay = await tcpRelay({ host: direct.hostname, port: Number(direct.port) })
  const url = Object.assign(new URL(direct), { port: relay.port }).href
  await using panel = await house.open({ database: { url }, isMonitored: true })
  const said = (words: string) => panel.logged.filter((line) => line.includes(words)).length
  const polled = 'select server_id from snapshots'
  await vi.waitFor(async () => expect(await rowsOf(office, polled)).toHaveLength(1), patience)
  await relay.cut()
  await vi.waitFor(() => expect(said('cannot use its database')).toBe(1), patience)
  await rowsOf(office, "update tasks set due_at = now() where kind = 'poll'")
  await relay.restore()
  await vi.waitFor(() => expect(said('has its database again')).toBe(1), patience)
  await vi.waitFor(() => expect(sandbox.traffic.count('GET /backups')).toBe(2), patience)
  expect(said('cannot use its database')).toBe(1)
})

test('a mistake of the panel is told as one, and not as a database that is away', async () => {
  await using house = await aHouse()
  await using office = await house.open()
  await rowsOf(office, 'alter table dumps rename to elsewhere')
  await using panel = await house.open({ isMonitored: true })
  const told = () => panel.logged.filter((line) => line.includes('could not be tidied'))
  await vi.waitFor(() => expect(told().length).toBeGreaterThan(0), patience)
  expect(JSON.parse(told()[0] ?? '')).toMatchObject({
    err: { message: expect.stringContaining('dumps'), stack: expect.any(String) },
  })
  expect(panel.logged.filter((line) => line.includes('its database'))).toEqual([])
})

test('readiness tells whether this instance watches, and when it no longer does', async () => {
  await using panel = await aPanel({ isMonitored: true })
  const client = panel.anonymous()
  const ready = await client.get('/readyz')
  expect([ready.status, JSON.parse(ready.text).checks.monitor]).toEqual([200, true])
  await panel.monitor.stop(1000)
  vi.useFakeTimers({ toFake: ['performance'] })
  try {
    vi.advanceTimersByTime(day)
    const stuck = await client.get('/readyz')
    expect([stuck.status, JSON.parse(stuck.text).checks.monitor]).toEqual([503, false])
  } finally {
    vi.useRealTimers()
  }
})

test('a panel that does not watch is ready without', async () => {
  await using panel = await aPanel()
  const ready = await panel.anonymous().get('/readyz')
  expect([ready.status, JSON.parse(ready.text).checks.monitor]).toEqual([200, undefined])
})
