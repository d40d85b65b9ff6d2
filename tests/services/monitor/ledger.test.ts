import { afterAll, expect, test } from 'vitest'
import { placeDump } from '../../support/dump-files.ts'
import { aPanel } from '../../support/panel.ts'
import { monitorOf } from '../../support/polls.ts'
import { aShop } from '../../support/shop.ts'

const panel = await aPanel()
const monitor = monitorOf(panel)
afterAll(() => panel[Symbol.asyncDispose]())

const hour = 60 * 60_000

function slotsOf(at: Date) {
  const day = at.toISOString().slice(0, 10).replaceAll('-', '')
  const time = at.toISOString().slice(11, 19).replaceAll(':', '')
  return { last: `shop-${day}-${time}.sql.gz`, daily: `shop-${day}.sql.gz` }
}

async function aServerWithDumps(name: string) {
  const { server, sandbox } = await panel.aSandbox({ name })
  for (const daysAgo of [3, 2, 1, 0]) {
    const at = new Date(Date.now() - daysAgo * 24 * hour - 2 * hour)
    await placeDump(sandbox.backupDir, slotsOf(at), { bytes: 'x'.repeat(500), at })
  }
  return { server, sandbox }
}

test('the first poll enters every dump that is there, and the run that it is of', async () => {
  const { server } = await aServerWithDumps('First')
  await monitor.poll(server)
  const counted = `
    select count(*)::int as dumps, count(distinct run_id)::int as runs from dumps where server_id = $1`
  expect(await monitor.rows(counted, [server.id])).toEqual([{ dumps: 4, runs: 4 }])
  const databases = 'select name, state from databases where server_id = $1'
  expect(await monitor.rows(databases, [server.id])).toEqual([{ name: 'shop', state: 'safe' }])
})

test('a poll that saw nothing new does not go through the ledger again, one that did does', async () => {
  const { server, sandbox } = await aServerWithDumps('Calm')
  const first = await monitor.poll(server)
  const second = await monitor.poll(server)
  expect(second.ledgerAt).toEqual(first.ledgerAt)
  const at = new Date(Date.now() - 60_000)
  await placeDump(sandbox.backupDir, { last: slotsOf(at).last }, { bytes: 'new', at })
  const third = await monitor.poll(server)
  expect(third.ledgerAt).toEqual(third.polledAt)
})

test('dumps that could not be listed have not vanished', async () => {
  const { server, sandbox } = await aServerWithDumps('Unlisted')
  await monitor.poll(server)
  sandbox.faults.setReply('/backups', { kind: 'garbled' })
  await monitor.poll(server)
  await monitor.poll(server)
  const vanished = 'select name from dumps where server_id = $1 and vanished_at is not null'
  expect(await monitor.rows(vanished, [server.id])).toEqual([])
})

test('databases that the settings named are expected still while the settings cannot be read', async () => {
  const { server, sandbox } = await aServerWithDumps('Named')
  await monitor.poll(server)
  sandbox.faults.setReply('/config', { kind: 'garbled' })
  await monitor.poll(server)
  const expected = 'select name, is_expected from databases where server_id = $1'
  expect(await monitor.rows(expected, [server.id])).toEqual([{ name: 'shop', is_expected: true }])
})

test('a job that somebody started is a run, judged at its end, though nobody looks at its page', async () => {
  await using shop = await aShop(panel, 'Busy')
  const { server, sandbox } = shop
  await monitor.poll(server)
  await sandbox.job('/backup')
  await monitor.poll(server)
  const runs = 'select origin, verdict from runs where server_id = $1 and job_id is not null'
  expect(await monitor.rows(runs, [server.id])).toEqual([
    { origin: 'elsewhere', verdict: 'verified' },
  ])
})

test('a panel that was off says from when to when, and watches since', async () => {
  const { server } = await aServerWithDumps('Asleep')
  const before = await monitor.poll(server)
  await monitor.rows(
    `update snapshots set polled_at = polled_at - interval '8 hours', watched_since = watched_since - interval '9 hours'
     where server_id = $1`,
    [server.id],
  )
  const after = await monitor.poll(server, 8 * hour)
  expect(after.watchedSince).toEqual(after.polledAt)
  const slept = new Date(before.polledAt.getTime() - 8 * hour)
  const [event] = (await monitor.events(server)).filter(({ kind }) => kind === 'watch')
  expect(event).toMatchObject({ severity: 'info', subject: 'watch' })
  expect(event?.title).toContain(`from ${slept.toISOString().slice(0, 10)}`)
})
