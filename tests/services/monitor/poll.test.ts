import { afterAll, describe, expect, test } from 'vitest'
import type { Snapshot } from '../../../src/core/monitor/snapshot.ts'
import { placeDump } from '../../support/dump-files.ts'
import { aPanel } from '../../support/panel.ts'
import { monitorOf } from '../../support/polls.ts'
import { aShop } from '../../support/shop.ts'

const panel = await aPanel()
const monitor = monitorOf(panel)
afterAll(() => panel[Symbol.asyncDispose]())

/** A server with a fresh dump of its one database. */
async function aSafeServer(name: string) {
  const { server, sandbox } = await panel.aSandbox({ name })
  await placeDump(sandbox.backupDir, freshSlots(new Date()), { bytes: 'x'.repeat(500) })
  return { server, sandbox }
}

function freshSlots(at: Date) {
  const day = at.toISOString().slice(0, 10).replaceAll('-', '')
  const time = at.toISOString().slice(11, 19).replaceAll(':', '')
  return { last: `shop-${day}-${time}.sql.gz`, daily: `shop-${day}.sql.gz` }
}

test('a poll keeps what it saw of a server', async () => {
  const { server } = await aSafeServer('Kept')
  const begunAt = new Date()
  const kept = await monitor.poll(server)
  expect(kept).toMatchObject({
    state: 'ok',
    doubtedState: null,
    fault: null,
    schedule: '@daily',
    intervalMs: 86_400_000,
    isCluster: false,
    dumpCount: 1,
    physicalBytes: 500,
    listedBytes: 1000,
    activeJobs: [],
    certificateEndsAt: null,
  })
  expect(kept.readAt?.getTime()).toBeGreaterThanOrEqual(begunAt.getTime())
  expect(kept.nextRunAt?.getTime()).toBeGreaterThan(begunAt.getTime())
  expect(kept.answerMs).toBeGreaterThanOrEqual(0)
  expect(Math.abs(kept.clockSkewMs ?? Number.NaN)).toBeLessThan(10_000)
  expect(kept.settings).toMatchObject({ SCHEDULE: '@daily', TELEGRAM_BOT_TOKEN: false })
})

test('each poll is counted in its hour, as it was found', async () => {
  const { server, sandbox } = await aSafeServer('Counted')
  await monitor.poll(server)
  sandbox.faults.setReply('/', { kind: 'reset' })
  await monitor.poll(server)
  sandbox.faults.clear()
  await monitor.poll(server)
  // All hours together: the next one may have begun meanwhile.
  const rows = await monitor.rows(
    `select sum(ok)::int as ok, sum(unreachable)::int as unreachable, sum(answered)::int as answered
     from health_rollups where server_id = $1 and span = 'hour'`,
    [server.id],
  )
  expect(rows).toEqual([{ ok: 2, unreachable: 1, answered: 2 }])
})

describe('a read that fails', () => {
  const good = ({
    readAt,
    dumpCount,
    physicalBytes,
    listedBytes,
    settings,
    warnings,
  }: Snapshot) => ({
    readAt,
    dumpCount,
    physicalBytes,
    listedBytes,
    settings,
    warnings,
  })

  test.each([
    ['the whole server', '/', { kind: 'reset' }],
    ['the list of dumps', '/backups', { kind: 'garbled' }],
    ['the list of dumps, as a fault of the server', '/backups', { kind: 'status', status: 500 }],
  ] as const)('keeps the last good values: %s', async (name, path, fault) => {
    const { server, sandbox } = await aSafeServer(name)
    const before = await monitor.poll(server)
    sandbox.faults.setReply(path, fault)
    const after = await monitor.poll(server)
    expect(after.fault).not.toBeNull()
    expect(after.polledAt.getTime()).toBeGreaterThan(before.polledAt.getTime())
    expect(good(after)).toEqual(good(before))
    expect(after.state).toBe('ok')
  })

  test('is believed when the next poll fails too, with where the way ends, and then resolved', async () => {
    const { server, sandbox } = await aSafeServer('Flapping')
    await monitor.poll(server)
    await sandbox.close()
    const doubted = await monitor.poll(server)
    expect(doubted).toMatchObject({ state: 'ok', doubtedState: 'unreachable', doubtedPolls: 1 })
    const believed = await monitor.poll(server)
    expect(believed).toMatchObject({ state: 'unreachable', doubtedState: null, fault: 'refused' })
    expect(believed.stateSince).toEqual(doubted.polledAt)
    expect(await monitor.events(server)).toMatchObject([
      { kind: 'state', severity: 'info', fromState: null, toState: 'ok' },
      { kind: 'state', severity: 'critical', fromState: 'ok', toState: 'unreachable' },
    ])
  })
})

test('a refused token counts at once', async () => {
  const { server, sandbox } = await aSafeServer('Refused')
  await monitor.poll(server)
  sandbox.faults.setReply('/', { kind: 'wrong-token' })
  expect(await monitor.poll(server)).toMatchObject({ state: 'refused', fault: 'token-refused' })
  sandbox.faults.clear()
  expect(await monitor.poll(server)).toMatchObject({ state: 'ok' })
  expect(
    (await monitor.events(server)).map(({ severity, toState }) => [severity, toState]),
  ).toEqual([
    ['info', 'ok'],
    ['critical', 'refused'],
    ['resolved', 'ok'],
  ])
})

test('a recreated container, without jobs and without a last result, confuses nothing', async () => {
  await using shop = await aShop(panel, 'Recreated')
  const { server, sandbox } = shop
  await sandbox.job('/backup')
  const before = await monitor.poll(server)
  sandbox.restart()
  const after = await monitor.poll(server)
  expect(after).toMatchObject({ state: 'ok', dumpCount: 1, fault: null, activeJobs: [] })
  expect(after.settings).toEqual(before.settings)
  expect((await monitor.events(server)).map(({ toState }) => toState)).toEqual(['ok'])
})

test('a paused server is not contacted, keeps its last values and says that it is paused', async () => {
  const { server, sandbox } = await aSafeServer('Paused')
  const before = await monitor.poll(server)
  await panel.stores.servers.update(server.id, { ...server, isEnabled: false })
  const asked = sandbox.traffic.requests.length
  const paused = await monitor.poll(server)
  expect(paused).toMatchObject({ state: 'paused', fault: null, dumpCount: before.dumpCount })
  expect(sandbox.traffic.requests.length).toBe(asked)
  await panel.stores.servers.update(server.id, server)
  const resumed = await monitor.poll(server)
  expect(resumed).toMatchObject({ state: 'ok', watchedSince: resumed.polledAt })
})

test('what was at work when its server was paused is lost after a day, and found when it is back', async () => {
  const { server } = await aSafeServer('Paused at work')
  const verdicts = async () =>
    (await monitor.rows('select verdict from runs where server_id = $1', [server.id])).map(
      ({ verdict }) => verdict,
    )
  await monitor.poll(server)
  await monitor.rows("update runs set verdict = 'running' where server_id = $1", [server.id])
  await panel.stores.servers.update(server.id, { ...server, isEnabled: false })
  await monitor.poll(server)
  expect(await verdicts()).toEqual(['running'])
  const longAgo =
    "update snapshots set read_at = read_at - interval '25 hours' where server_id = $1"
  await monitor.rows(longAgo, [server.id])
  await monitor.poll(server)
  expect(await verdicts()).toEqual(['lost'])
  await panel.stores.servers.update(server.id, server)
  await monitor.poll(server)
  expect(await verdicts()).toEqual(['verified'])
})

describe('settings', () => {
  test('that somebody changed elsewhere are told, never with the value of a secret', async () => {
    const { server, sandbox } = await aSafeServer('Drifting')
    await monitor.poll(server)
    const changes = { SCHEDULE: '@hourly', TELEGRAM_BOT_TOKEN: '123:very-secret' }
    await sandbox.call('PATCH', '/config', changes)
    await monitor.poll(server)
    await monitor.poll(server)
    const [event, ...more] = (await monitor.events(server)).filter(
      ({ kind }) => kind === 'settings',
    )
    expect(more).toEqual([])
    expect(event?.title).toBe('SCHEDULE and TELEGRAM_BOT_TOKEN changed, not from this panel')
    expect(event?.evidence).toEqual([
      'SCHEDULE: @daily → @hourly',
      'TELEGRAM_BOT_TOKEN: not set → set',
    ])
  })

  test('that were changed from this panel are no news', async () => {
    const { server } = await aSafeServer('Steered')
    await monitor.poll(server)
    const actor = { userId: null, username: 'ann', address: null }
    await panel.services.settings.update(actor, server, { SCHEDULE: '@hourly' })
    expect(await monitor.poll(server)).toMatchObject({ settings: { SCHEDULE: '@hourly' } })
    const address = (secret: string) => `http://10.0.0.1/callbacks/${secret}`
    await panel.services.callbacks.install(actor, server, address)
    expect(await monitor.poll(server)).toMatchObject({ settings: { WEBHOOK_URL: true } })
    expect((await monitor.events(server)).filter(({ kind }) => kind === 'settings')).toEqual([])
  })

  test('that were changed from this panel are no news however many they are', async () => {
    const { server } = await aSafeServer('Set up at once')
    await monitor.poll(server)
    const actor = { userId: null, username: 'ann', address: null }
    const kept = ['MINS', 'DAYS', 'WEEKS', 'MONTHS'].map((unit) => [`BACKUP_KEEP_${unit}`, '77'])
    const told = ['CHAT_ID', 'THREAD_ID', 'API_ID'].map((name) => [`TELEGRAM_${name}`, '77'])
    const changes = {
      ...Object.fromEntries([...kept, ...told]),
      BACKUP_MIN_DISK_SPACE: '1',
      BACKUP_MAX_AGE_HOURS: '77',
      POSTGRES_EXCLUDE_TABLES: 'sessions',
      TELEGRAM_NOTIFY_ON: 'failure',
      TELEGRAM_UPLOAD_METHOD: 'botapi',
    }
    await panel.services.settings.update(actor, server, changes)
    await monitor.poll(server)
    expect((await monitor.events(server)).filter(({ kind }) => kind === 'settings')).toEqual([])
    const row = (await panel.audit()).find(({ target }) => target.id === server.id)
    expect(row?.target.name.split(', ').sort()).toEqual(Object.keys(changes).sort())
  })
})
