import { afterAll, expect, test } from 'vitest'
import { paths } from '../../src/web/paths.ts'
import { aPanel } from '../support/panel.ts'

const panel = await aPanel()
afterAll(() => panel[Symbol.asyncDispose]())
const otto = await panel.signIn('otto')
const to = paths()
const { server, sandbox } = await panel.aSandbox({ name: 'Shop' })

test('the log of a job is kept, for when the server forgets it', async () => {
  sandbox.faults.run = { kind: 'lock-held' }
  const location = String((await otto.post(to.runs(server.id))).headers.location)
  await sandbox.idle()
  sandbox.faults.clear()
  const before = await otto.get(location)
  const line = 'Another backup is already running'
  expect(before.text).toContain(line)
  await sandbox.restart()
  const after = await otto.get(location)
  expect(after.text).toContain(line)
  expect(after.text).toContain('what the panel kept of the log')
  expect((await otto.get(to.jobs(server.id))).text).not.toContain(line)
})

test('a job that somebody else asked the server for is remembered when the server forgets it', async () => {
  sandbox.faults.run = { kind: 'lock-held' }
  const headers = { authorization: `Bearer ${sandbox.token}` }
  const answer = await fetch(`${sandbox.url}/backup`, { method: 'POST', headers })
  const [jobId = ''] = /[0-9a-f]{16}/.exec(await answer.text()) ?? []
  await sandbox.idle()
  sandbox.faults.clear()
  const list = await otto.get(to.jobs(server.id))
  expect(list.text).toContain('not started here')
  await sandbox.restart()
  const page = await otto.get(to.job(server.id, jobId))
  expect(page.text).toContain('another client of the server')
  expect(page.text).toContain('Skipped')
})

test('a job whose audit row could not be kept is remembered all the same', async () => {
  await using careless = await aPanel()
  const shop = (await careless.aSandbox({ name: 'Shop' })).server
  const person = await careless.signIn('otto')
  await careless.database.pool.query(`alter table audit add check (outcome <> 'done') not valid`)
  expect((await person.post(to.runs(shop.id))).status).toBe(500)
  const restore = {
    backupId: 'last:shop-20261120-215606.sql.gz',
    targetDb: 'shop_restored',
    confirmation: 'Shop/shop_restored',
  }
  expect((await person.post(to.restores(shop.id), restore)).status).toBe(500)
  expect(await careless.services.jobs.remembered(shop, 9)).toMatchObject([
    { kind: 'restore', startedBy: 'otto', targetDb: 'shop_restored' },
    { kind: 'backup', startedBy: 'otto' },
  ])
  expect(await careless.audit()).not.toContainEqual(expect.objectContaining({ outcome: 'failed' }))
})
