import { afterAll, expect, test } from 'vitest'
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

test('a server that does not answer is told in the place of its history', async () => {
  const dead = await panel.aServer({ name: 'Dead', baseUrl: 'http://127.0.0.1:1' })
  const { status, body } = await vera.get(to.history(dead.id, { database: 'shop' }))
  expect(status).toBe(200)
  expect(body).toContain('The connection was refused')
})
