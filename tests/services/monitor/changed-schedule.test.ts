import { afterAll, expect, test } from 'vitest'
import { placeDump } from '../../support/dump-files.ts'
import { aPanel } from '../../support/panel.ts'
import { monitorOf } from '../../support/polls.ts'

const panel = await aPanel()
const monitor = monitorOf(panel)
afterAll(() => panel[Symbol.asyncDispose]())

const fiveHoursMs = 5 * 60 * 60_000

/** By the sandbox's clock, which is at UTC. */
function slotsAt(at: Date) {
  const [day = '', time = ''] = at.toISOString().replace(/[-:]/g, '').slice(0, 15).split('T')
  return { last: `shop-${day}-${time}.sql.gz`, daily: `shop-${day}.sql.gz` }
}

test('a schedule that now asks for more makes nothing late at once', async () => {
  const { server, sandbox } = await panel.aSandbox({ name: 'Changed' })
  const at = new Date(Date.now() - fiveHoursMs)
  await placeDump(sandbox.backupDir, slotsAt(at), { bytes: 'x'.repeat(500), at })
  expect((await monitor.poll(server)).state).toBe('ok')
  await sandbox.call('PATCH', '/config', { SCHEDULE: '0 * * * *' })
  expect((await monitor.poll(server)).state).toBe('ok')
  const databases = 'select state from databases where server_id = $1'
  expect(await monitor.rows(databases, [server.id])).toEqual([{ state: 'safe' }])
})

test('a schedule that has not been met since long makes its server late', async () => {
  const { server, sandbox } = await panel.aSandbox({ name: 'Long' })
  const at = new Date(Date.now() - fiveHoursMs)
  await placeDump(sandbox.backupDir, slotsAt(at), { bytes: 'x'.repeat(500), at })
  await sandbox.call('PATCH', '/config', { SCHEDULE: '0 * * * *' })
  expect((await monitor.poll(server)).state).toBe('late')
})
