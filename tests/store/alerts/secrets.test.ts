import { describe, expect, test } from 'vitest'
import { sealer } from '../../../src/lib/seal.ts'
import { alertStores } from '../../../src/store/alerts/all.ts'
import { aKey, openFreshDatabase } from '../../support/stores.ts'

const now = new Date('2026-11-21T12:00:00Z')
const aChannel = (name: string) => ({
  ...{ name, kind: 'webhook', values: { method: 'POST' }, isEnabled: true },
  secrets: { url: `https://hooks.example/${name}` },
})
const ping = { isEnabled: true, values: {}, intervalMs: 300_000, exceptTags: [] }

describe('the secrets of channels and of the ping', () => {
  test('are nowhere in their tables', async () => {
    await using database = await openFreshDatabase()
    const { channels, pings } = alertStores(database, sealer({ current: aKey() }))
    const channel = await channels.create(aChannel('a'))
    await pings.update(ping, { url: 'https://ping.example/uuid' }, now)
    const { rows } = await database.pool.query(
      'select row_to_json(c)::text as text from alert_channels c union all select row_to_json(p)::text from alert_ping p',
    )
    const kept = rows.map(({ text }) => text).join('\n')
    expect(kept).not.toContain('hooks.example')
    expect(kept).not.toContain('ping.example')
    expect(await channels.secrets(channel.id)).toEqual({ url: 'https://hooks.example/a' })
    expect(await pings.secrets()).toEqual({ url: 'https://ping.example/uuid' })
  })

  test('do not open in the row of another channel', async () => {
    await using database = await openFreshDatabase()
    const { channels } = alertStores(database, sealer({ current: aKey() }))
    const one = await channels.create(aChannel('a'))
    const other = await channels.create(aChannel('b'))
    await database.pool.query(
      'update alert_channels set sealed_secrets = (select sealed_secrets from alert_channels where id = $1) where id = $2',
      [one.id, other.id],
    )
    expect(await channels.secrets(other.id)).toBeNull()
  })

  test('are sealed anew after a change of APP_SECRET, and open with the new one alone', async () => {
    await using database = await openFreshDatabase()
    const [previous, current] = [aKey(), aKey()]
    const before = alertStores(database, sealer({ current: previous }))
    const { id } = await before.channels.create(aChannel('a'))
    await before.pings.update(ping, { url: 'https://ping.example' }, now)
    const alone = alertStores(database, sealer({ current }))
    expect(await alone.unreadable()).toEqual([id, 'ping'])
    expect(await alone.reseal()).toBe(0)
    const both = alertStores(database, sealer({ current, previous }))
    expect(await both.unreadable()).toEqual([])
    expect(await both.reseal()).toBe(2)
    expect(await alone.unreadable()).toEqual([])
    expect(await alone.channels.secrets(id)).toEqual({ url: 'https://hooks.example/a' })
  })
})

test('one subject of a server has one open problem at most', async () => {
  await using database = await openFreshDatabase()
  const insert = `insert into incidents (id, server_id, subject, kind, severity, title, evidence, opened_at, changed_at)
    values ($1, 's', 'state', 'state', 'critical', 't', '{}', now(), now())`
  await database.pool.query(
    `insert into servers (id, name, name_key, kind, base_url, sealed_token, verify_tls, timeout_ms, is_enabled, tags, updated_at)
      values ('s', 'S', 's', 'backupgram', 'http://x', 'v1.x', true, 1000, true, '{}', now())`,
  )
  await database.pool.query(insert, ['a'])
  await expect(database.pool.query(insert, ['b'])).rejects.toThrow('incidents_open_key')
})
