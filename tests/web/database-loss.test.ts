import { expect, inject, test } from 'vitest'
import { aPanel } from '../support/panel.ts'
import { freshDatabase } from '../support/postgres.ts'
import { runOn } from '../support/sql.ts'

test('when Postgres drops every connection, the panel goes on with new ones', async () => {
  await using panel = await aPanel()
  const vera = await panel.signIn('vera')
  await Promise.all([vera.get('/servers'), vera.get('/servers'), vera.get('/servers')])
  const name = new URL(panel.databaseUrl).pathname.slice(1)
  const kill = 'select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1'
  await runOn(inject('postgresUrl'), kill, [name])
  await expect.poll(async () => (await vera.get('/servers')).status).toBe(200)
  expect((await vera.get('/readyz')).status).toBe(200)
})

test('without its database the panel is alive but not ready, and says so on a page of ours', async () => {
  await using database = await freshDatabase()
  await using panel = await aPanel({ database })
  const visitor = panel.anonymous()
  await database[Symbol.asyncDispose]()
  expect((await visitor.get('/healthz')).status).toBe(200)
  expect((await visitor.get('/readyz')).status).toBe(503)
  const page = await visitor.get('/login')
  expect([page.status, page.text.includes('This is a fault of the panel')]).toEqual([500, true])
  expect(page.text).not.toContain('database')
})
