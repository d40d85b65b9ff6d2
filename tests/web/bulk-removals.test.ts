import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { paths } from '../../src/web/paths.ts'
import { placeDump } from '../support/dump-files.ts'
import { aPanel } from '../support/panel.ts'
import { postTicked } from '../support/ticked.ts'

const panel = await aPanel()
afterAll(() => panel[Symbol.asyncDispose]())
const otto = await panel.signIn('otto')
const to = paths()
const { server, sandbox } = await panel.aSandbox({ name: 'Shop' })

const confirming = to.newManyBackupRemovals(server.id)
const carryingOut = to.manyBackupRemovals(server.id)
const newest = 'last:shop-20261120-020000.sql.gz'
const older = 'last:shop-20261119-020000.sql.gz'
const oldest = 'last:shop-20261118-020000.sql.gz'

beforeEach(async () => {
  sandbox.faults.clear()
  for (const day of ['18', '19', '20']) {
    const names = { last: `shop-202611${day}-020000.sql.gz`, daily: `shop-202611${day}.sql.gz` }
    const bytes = 'a dump of some length, longer than an empty gzip'
    await placeDump(sandbox.backupDir, names, { bytes, at: new Date(`2026-11-${day}T02:00:00Z`) })
  }
})

const left = async (slot: string) =>
  (await readdir(join(sandbox.backupDir, slot))).filter((name) => name.endsWith('.gz')).sort()
const tick = (path: string, values: string[], fields = {}) =>
  postTicked(otto, path, { name: 'dump', values }, fields)

describe('confirming the deletion of many dumps', () => {
  test('says what goes and what is freed, and deletes nothing', async () => {
    const page = await tick(confirming, [older, oldest])
    expect(page.status).toBe(200)
    expect(page.text).toContain('Delete 2 dumps?')
    expect(page.text).toContain('They go for good, from all their slots: 4 files.')
    expect(page.text).toContain('Frees 96 B')
    expect(page.body).not.toContain('name="confirmation"')
    expect(await left('last')).toHaveLength(3)
  })

  test('warns of what a database loses, and then asks for the name of the server', async () => {
    const page = await tick(confirming, [newest, older])
    expect(page.text).toContain(
      'The newest dump of shop goes. The newest one left is from 18 Nov 2026, 02:00 UTC.',
    )
    expect(page.text).toContain('Type “Shop” to confirm')
    expect((await tick(confirming, [newest, older, oldest])).text).toContain(
      'No dump of shop is left.',
    )
  })

  test('names what is gone already', async () => {
    const page = await tick(confirming, [older, 'last:gone.sql.gz'])
    expect(page.text).toContain('Delete 1 dump?')
    expect(page.text).toContain('last:gone.sql.gz No longer on the server')
  })

  test('of all that match lists what does at this moment, and what comes later stays', async () => {
    const matching = { all: 'matching', query: 'q=0260&slot=daily' }
    expect((await tick(confirming, [newest], matching)).text).toContain('None of these dumps')
    const page = await tick(confirming, [], { ...matching, query: 'q=20261119&page=7' })
    expect(page.text).toContain('Delete 1 dump?')
    const listed = [...page.body.matchAll(/name="dump" value="([^"]+)"/g)].map(([, id]) => id ?? '')
    expect(listed).toEqual([older])
    const later = { last: 'shop-20261119-030000.sql.gz', daily: 'shop-x.sql.gz' }
    await placeDump(sandbox.backupDir, later, { bytes: 'later', at: new Date() })
    await tick(carryingOut, listed, { all: 'matching', query: 'q=20261119' })
    expect(await left('last')).toContain(later.last)
    expect(await left('last')).not.toContain('shop-20261119-020000.sql.gz')
    await rm(join(sandbox.backupDir, 'last', later.last))
    await rm(join(sandbox.backupDir, 'daily', later.daily))
  })

  test.each([confirming, carryingOut])('without a tick %s leads back to the list', async (path) => {
    const answer = await tick(path, [])
    expect([answer.status, answer.headers.location]).toEqual([303, to.backups(server.id)])
  })
})

describe('the deletion of many dumps', () => {
  test('happens with all slots, and its page says so of each; reloading repeats nothing', async () => {
    const answer = await tick(carryingOut, [older, oldest])
    expect([answer.status, answer.headers.location]).toEqual([303, carryingOut])
    expect(await left('last')).toEqual(['shop-20261120-020000.sql.gz'])
    expect(await left('daily')).toEqual(['shop-20261120.sql.gz'])
    const result = await otto.get(carryingOut)
    expect(result.text).toContain('2 deleted. 96 B freed.')
    expect(result.text).toMatch(/shop-20261119-020000\.sql\.gz Deleted 2 files deleted, 48 B freed/)
  })

  test('of the newest needs the name typed', async () => {
    const wrong = await tick(carryingOut, [newest], { confirmation: 'shop' })
    expect([wrong.status, (await left('last')).length]).toEqual([422, 3])
    expect(wrong.text).toContain('Type Shop to confirm.')
    expect(wrong.body).toContain('value="shop"')
    expect((await tick(carryingOut, [newest], { confirmation: 'Shop' })).status).toBe(303)
    expect(await left('last')).toHaveLength(2)
  })

  test('goes on past one that fails, and offers to try that one again', async () => {
    const [, name = ''] = older.split(':')
    sandbox.faults.setReply(`/backups/last/${name}`, { kind: 'status', status: 500 })
    await tick(carryingOut, [older, oldest])
    sandbox.faults.clear()
    expect(await left('last')).toEqual([name, 'shop-20261120-020000.sql.gz'])
    const result = await otto.get(carryingOut)
    expect(result.text).toContain('1 deleted, 1 failed')
    expect(result.text).toMatch(/Failed The server failed while answering.*files may be gone/)
    const [, retry = ''] = /removals\/new">(.*?)<\/form>/s.exec(result.body) ?? []
    expect(retry).toContain(older)
    expect(retry).not.toContain(oldest)
  })

  test('leaves a row for each file', async () => {
    const before = (await panel.audit()).length
    await tick(carryingOut, [older, oldest])
    const rows = (await panel.audit()).slice(before)
    expect(rows.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual(
      Array.from({ length: 4 }, () => 'backup.remove done'),
    )
  })

  test('of what somebody else deleted first is no failure', async () => {
    await tick(carryingOut, [older])
    await tick(carryingOut, [older, oldest])
    expect((await otto.get(carryingOut)).text).toContain('1 deleted, 1 gone already')
  })

  test('on one server is not told on the page of another', async () => {
    const other = await panel.aServer({ name: 'Other' })
    const answer = await otto.get(to.manyBackupRemovals(other.id))
    expect([answer.status, answer.headers.location]).toEqual([303, to.backups(other.id)])
  })
})

test('the result of an act does not bring back a session that was ended meanwhile', async () => {
  const leaving = await panel.signIn('otto')
  sandbox.faults.setReply('/backups/last/', { kind: 'slow-headers', delayMs: 1000 })
  const before = sandbox.traffic.count('DELETE /backups')
  const act = postTicked(leaving, carryingOut, { name: 'dump', values: [older] })
  await vi.waitFor(() => expect(sandbox.traffic.count('DELETE /backups')).toBeGreaterThan(before), {
    timeout: 25_000,
  })
  await leaving.post(to.logout())
  expect((await act).status).toBe(303)
  expect((await leaving.get(to.servers())).headers.location).toMatch(/^\/login/)
})
