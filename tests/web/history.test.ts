import { afterAll, expect, test } from 'vitest'
import { fillTables } from '../../bench/fleet/fill-tables.ts'
import { paths } from '../../src/web/paths.ts'
import { placeDump } from '../support/dump-files.ts'
import { aPanel } from '../support/panel.ts'

const panel = await aPanel()
afterAll(() => panel[Symbol.asyncDispose]())
const vera = await panel.signIn('vera')
const to = paths()

const server = await aServerWithDumps()

/** Two databases are asked for, and one of them has dumps: none of the day before yesterday. */
async function aServerWithDumps() {
  const { server, sandbox } = await panel.aSandbox({}, { env: { POSTGRES_DB: 'shop,crm' } })
  for (const ago of [0, 1, 3]) {
    const at = new Date(Date.now() - ago * 86_400_000 - 60_000)
    const stamp = at.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-')
    const names = { last: `shop-${stamp}.sql.gz`, daily: `shop-${stamp.slice(0, 8)}.sql.gz` }
    await placeDump(sandbox.backupDir, names, { at, bytes: 'x'.repeat(3000 + ago) })
  }
  return server
}

test('a viewer sees the days, sizes and files of a database', async () => {
  const { status, body } = await vera.get(to.history(server.id, { database: 'shop' }))
  expect(status).toBe(200)
  expect(body).toContain('3 of 30 days in order.')
  expect(body).toContain('No dump found on')
  expect(body).toContain('Size of each dump')
  expect(body).toMatch(/The next successful run deletes \d of them/)
})

test('the history of a server names databases that should have dumps and have none', async () => {
  const { body } = await vera.get(to.history(server.id))
  expect(body).toContain(to.history(server.id, { database: 'shop' }))
  expect(body).toContain(to.history(server.id, { database: 'crm' }))
})

test('a database that nobody knows is not found', async () => {
  const { status } = await vera.get(to.history(server.id, { database: 'nobody' }))
  expect(status).toBe(404)
})

test('a server whose dumps are all gone has its days from the panel’s own memory', async () => {
  const { server } = await panel.aSandbox({ name: 'Emptied' })
  await fillTables(panel.database.pool, { servers: 1, databases: 2, days: 5, now: new Date() })
  await panel.database.pool.query('update runs set server_id = $1', [server.id])
  for (const path of [to.history(server.id), to.server(server.id)]) {
    const { text } = await vera.get(path)
    expect(text).toMatch(/Last 30 days .* Run verified, dump deleted since/)
  }
})

test('a server that does not answer is told in the place of its history', async () => {
  const dead = await panel.aServer({ name: 'Dead', baseUrl: 'http://127.0.0.1:1' })
  const { status, body } = await vera.get(to.history(dead.id, { database: 'shop' }))
  expect(status).toBe(200)
  expect(body).toContain('The connection was refused')
})
