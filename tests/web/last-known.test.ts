import { afterAll, expect, test } from 'vitest'
import { filledId, fillTables } from '../../bench/fleet/fill-tables.ts'
import { aPanel } from '../support/panel.ts'

const panel = await aPanel()
afterAll(() => panel[Symbol.asyncDispose]())
const now = new Date()
await fillTables(panel.database.pool, { servers: 1, databases: 2, days: 5, now })
await panel.database.pool.query(
  "update databases set last_good_at = $1::timestamptz - interval '5 hours'",
  [now],
)
const vera = await panel.signIn('vera')

test('below the failure of a server stands what was last known of it, with its age', async () => {
  const { text } = await vera.get(`/servers/${filledId(1)}`)
  const [failure, known] = [text.indexOf('Try again'), text.indexOf('Last known')]
  expect(failure).toBeGreaterThan(0)
  expect(known).toBeGreaterThan(failure)
  expect(text).toMatch(/as read\s+(now|\d+ seconds ago|1 minute ago)/)
  expect(text).toMatch(/Last good dump of shop\s+5 hours ago/)
  expect(text).toContain('The last 30 days: ')
})

test('of a server whose dumps were never read nothing is said to be known', async () => {
  const dead = await panel.aServer({ name: 'Dead', baseUrl: 'http://127.0.0.1:1' })
  expect((await vera.get(`/servers/${dead.id}`)).text).not.toContain('Last known')
})

test('a server that answers speaks for itself', async () => {
  const { server } = await panel.aSandbox({ name: 'Alive' })
  await panel.database.pool.query('update snapshots set server_id = $1 where server_id = $2', [
    server.id,
    filledId(1),
  ])
  expect((await vera.get(`/servers/${server.id}`)).text).not.toContain('Last known')
})
