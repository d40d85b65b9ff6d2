import { describe, expect, test } from 'vitest'
import { alertScene, ann, aReceiver, later, start } from '../../support/alert-scene.ts'

describe('the summary', () => {
  const plan = { cadence: 'daily' as const, weekday: 1, minute: 13 * 60, zone: 'UTC' }

  test('is sent once at its time, though two instances are at work', async () => {
    await using scene = await alertScene()
    const channelIds = [scene.channel.id]
    await scene.alerts.digests.update(ann, { ...plan, channelIds }, start)
    await scene.at(later(59, 'min'))
    expect(scene.receiver.requests).toHaveLength(0)
    const other = scene.instance()
    await Promise.all([scene.at(later(1, 'h')), scene.at(later(1, 'h'), other)])
    await scene.at(later(61, 'min'))
    expect(scene.receiver.titles()).toEqual(['No database is known'])
    await scene.at(later(25, 'h'))
    expect(scene.receiver.requests).toHaveLength(2)
  })

  test('that fell into a pause of the panel comes once, late', async () => {
    await using scene = await alertScene()
    await scene.alerts.digests.update(ann, { ...plan, channelIds: [scene.channel.id] }, start)
    await scene.at(later(100, 'h'))
    await scene.at(later(100, 'h'))
    expect(scene.receiver.requests).toHaveLength(1)
    expect((await scene.alerts.digests.get()).dueAt).toEqual(later(121, 'h'))
  })

  test('calls safe only what could be read of late, though all servers were asked', async () => {
    await using scene = await alertScene()
    const at = later(1, 'h')
    for (const [name, readAt] of [
      ['Shop', at],
      ['Blog', later(-99, 'h')],
    ] as const) {
      const { id } = await scene.aServer({ name })
      await scene.database.pool.query(
        `insert into snapshots
          (server_id, watched_since, polled_at, read_at, state, state_since, active_jobs)
        values ($1, $2, $2, $3, 'ok', $2, '[]')`,
        [id, at, readAt],
      )
      await scene.database.pool.query(
        `insert into databases (server_id, name, state, state_since, is_expected, first_seen_at)
        values ($1, 'orders', 'safe', $2, true, $2)`,
        [id, at],
      )
    }
    const channelIds = [scene.channel.id]
    await scene.alerts.digests.update(ann, { ...plan, channelIds }, start)
    await scene.at(at)
    expect(scene.receiver.titles()).toEqual(['1 of 2 databases safe'])
  })
})

describe('the dead-man ping', () => {
  async function withPing(answers?: number[]) {
    const scene = await alertScene()
    const watcher = await aReceiver(answers)
    const ping = {
      isEnabled: true,
      values: { method: 'POST' },
      intervalMs: 300_000,
      exceptTags: [],
    }
    const secrets = { url: watcher.url }
    await scene.alerts.pings.update(ann, ping, secrets, start)
    const { id } = await scene.aServer({ name: 'Shop' })
    const { pool } = scene.database
    /** As the monitor leaves it after a poll that found everything well. */
    const isWell = async (at: Date) => {
      await pool.query(
        `insert into instances (id, started_at, beat_at) values ('i', $1, $1)
        on conflict (id) do update set beat_at = $1`,
        [at],
      )
      await pool.query(
        `insert into snapshots (server_id, watched_since, polled_at, state, state_since, active_jobs)
        values ($1, $2, $2, 'ok', $2, '[]') on conflict (server_id) do update set polled_at = $2`,
        [id, at],
      )
      await pool.query(
        `insert into databases (server_id, name, state, state_since, is_expected, first_seen_at)
        values ($1, 'orders', 'safe', $2, true, $2) on conflict do nothing`,
        [id, at],
      )
    }
    return { ...scene, watcher, isWell }
  }

  test('goes out once an interval while everything is known to be well', async () => {
    await using scene = await withPing()
    await scene.isWell(start)
    const other = scene.instance()
    await Promise.all([scene.at(start), scene.at(start, other)])
    await scene.at(later(4, 'min'))
    expect(scene.watcher.requests).toHaveLength(1)
    await scene.isWell(later(5, 'min'))
    await scene.at(later(5, 'min'))
    expect(scene.watcher.requests).toHaveLength(2)
    expect(await scene.alerts.pings.get()).toMatchObject({
      ...{ lastPingAt: later(5, 'min'), lastError: null, withheld: [] },
    })
  })

  test('stays away when a database is late, and when nobody watches any more', async () => {
    await using scene = await withPing()
    await scene.isWell(start)
    await scene.database.pool.query("update databases set state = 'late'")
    await scene.at(start)
    expect((await scene.alerts.pings.get()).withheld).toEqual([
      'Shop: 1 database not safe (orders).',
    ])
    await scene.database.pool.query("update databases set state = 'safe'")
    await scene.at(later(2, 'h'))
    expect((await scene.alerts.pings.get()).withheld).toEqual(['The monitor is not at work.'])
    expect(scene.watcher.requests).toHaveLength(0)
  })

  test('that does not arrive says why, and the next one follows at its time', async () => {
    await using scene = await withPing([500, 200])
    await scene.isWell(start)
    await scene.at(start)
    expect((await scene.alerts.pings.get()).lastError).toContain('HTTP 500')
    await scene.isWell(later(5, 'min'))
    await scene.at(later(5, 'min'))
    expect((await scene.alerts.pings.get()).lastError).toBeNull()
  })
})
