import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPanel, type TestPanel } from '../support/panel.ts'

const token = 'a token for the scraper'
const authorization = `Bearer ${token}`

describe('metrics', () => {
  let panel: TestPanel

  beforeAll(async () => {
    panel = await aPanel({ env: { METRICS_TOKEN: token } })
    await keepFleet(panel)
  })
  afterAll(() => panel[Symbol.asyncDispose]())

  const scrape = async (headers: Record<string, string> = { authorization }) => {
    const answer = await fetch(`${panel.origin}/metrics`, { headers })
    return {
      status: answer.status,
      type: answer.headers.get('content-type'),
      text: await answer.text(),
    }
  }

  test('are Prometheus text, for whoever shows the token', async () => {
    const { status, type, text } = await scrape()
    expect(status).toBe(200)
    expect(type).toMatch(/^text\/plain; version=0\.0\.4/)
    expect(text).toMatch(/^# HELP backupgram_admin_server_state /m)
    expect(text).toMatch(/^backupgram_admin_process_cpu_seconds_total /m)
  })

  test.each([
    [{}],
    [{ authorization: 'Bearer wrong' }],
    [{ authorization: token }],
    [{ authorization: 'Bearer ' }],
  ])('are refused to %o', async (headers: Record<string, string>) => {
    const { status, text } = await scrape(headers)
    expect(status).toBe(401)
    expect(text).toBe('Unauthorized\n')
  })

  test('say for each state of a server whether it is in it', async () => {
    const { text } = await scrape()
    expect(text).toContain('backupgram_admin_server_state{server="Shop",state="ok"} 1')
    expect(text).toContain('backupgram_admin_server_state{server="Shop",state="failing"} 0')
  })

  test('call a state unknown that was found too long ago', async () => {
    const { text } = await scrape()
    expect(text).toContain('backupgram_admin_server_state{server="Stale",state="ok"} 0')
    expect(text).toContain('backupgram_admin_server_state{server="Stale",state="unknown"} 1')
    expect(text).toContain('database_state{server="Stale",database="shop",state="safe"} 0')
    expect(text).toContain('database_state{server="Stale",database="shop",state="unknown"} 1')
  })

  test('have no line for what is not known', async () => {
    const { text } = await scrape()
    expect(text).toContain('backupgram_admin_server_physical_bytes{server="Shop"} 5000000000')
    expect(text).not.toContain('physical_bytes{server="New"}')
    expect(text).not.toContain('certificate_end_timestamp_seconds{')
    expect(text).toContain('backupgram_admin_server_state{server="New",state="unknown"} 1')
  })

  test('tell of each database, in seconds and bytes', async () => {
    const { text } = await scrape()
    const of = '{server="Shop",database="shop"}'
    expect(text).toContain(`database_last_good_dump_timestamp_seconds${of} 1763700000`)
    expect(text).toContain(`database_last_dump_bytes${of} 3000000000`)
    expect(text).toContain('database_state{server="Shop",database="shop",state="safe"} 1')
  })

  test('count the runs of the last day', async () => {
    const { text } = await scrape()
    const of = '{server="Shop",punctuality="on-time",verdict="verified"}'
    expect(text).toContain(`server_runs_last_day${of} 1`)
    expect(text).toContain(
      'server_runs_last_day{server="Shop",punctuality="missed",verdict="none"} 1',
    )
  })

  test('forget a server that was removed', async () => {
    const { id } = await panel.aServer({ name: 'Passing' })
    expect((await scrape()).text).toContain('server="Passing"')
    await panel.stores.servers.remove(id)
    expect((await scrape()).text).not.toContain('server="Passing"')
  })

  test('carry neither addresses nor tokens nor file names', async () => {
    const { text } = await scrape()
    expect(text).not.toMatch(/https?:|token|\.gz/)
  })
})

test('without a token in the settings there are no metrics', async () => {
  await using panel = await aPanel()
  const answer = await fetch(`${panel.origin}/metrics`, { redirect: 'manual' })
  expect(answer.status).toBe(404)
})

async function keepFleet(panel: TestPanel): Promise<void> {
  const shop = await panel.aServer({ name: 'Shop' })
  const stale = await panel.aServer({ name: 'Stale' })
  await panel.aServer({ name: 'New' })
  const { pool } = panel.database
  const snapshot = `insert into snapshots
    (server_id, watched_since, polled_at, read_at, state, state_since, active_jobs, physical_bytes)
    values ($1, now(), now() - $2::interval, now() - $2::interval, 'ok', now(), '[]', 5000000000)`
  await pool.query(snapshot, [shop.id, '10 seconds'])
  await pool.query(snapshot, [stale.id, '1 hour'])
  await pool.query(
    `insert into databases
      (server_id, name, state, state_since, is_expected, first_seen_at, last_good_at, last_bytes)
      select id, 'shop', 'safe', now(), true, now(), to_timestamp(1763700000), 3000000000
      from unnest($1::text[]) id`,
    [[shop.id, stale.id]],
  )
  await pool.query(
    `insert into runs (id, server_id, origin, punctuality, at, verdict, databases) values
      ('a', $1, 'schedule', 'on-time', now(), 'verified', '[]'),
      ('b', $1, 'schedule', 'missed', now(), null, '[]'),
      ('c', $1, 'schedule', 'due', now(), null, '[]'),
      ('d', $1, 'schedule', 'on-time', now() - interval '25 hours', 'verified', '[]')`,
    [shop.id],
  )
}
