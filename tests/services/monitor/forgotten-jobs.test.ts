import { afterAll, expect, test } from 'vitest'
import { paths } from '../../../src/web/paths.ts'
import { aPanel } from '../../support/panel.ts'
import { monitorOf } from '../../support/polls.ts'

const panel = await aPanel({ env: { HISTORY_DAYS: '14' } })
afterAll(() => panel[Symbol.asyncDispose]())
const monitor = monitorOf(panel)
const otto = await panel.signIn('otto')
const to = paths()

const day = 24 * 60 * 60_000

test('a job from before the history does not come back, though its server still tells of it', async () => {
  const clock = { daysAgo: 15 }
  const now = () => new Date(Date.now() - clock.daysAgo * day)
  const { server, sandbox } = await panel.aSandbox({ name: 'Shop' }, { now })
  sandbox.faults.run = { kind: 'lock-held' }
  const old = await sandbox.job('/backup')
  clock.daysAgo = 0
  const fresh = await sandbox.job('/backup')
  await monitor.poll(server)
  const list = await otto.get(to.jobs(server.id))
  expect((await otto.get(to.job(server.id, old.id))).text).toContain('Skipped')
  await monitor.poll(server)
  expect([list.text.includes(fresh.id), list.text.includes(old.id)]).toEqual([true, false])
  const known = [{ job_id: fresh.id }]
  expect(await monitor.rows('select job_id from operations')).toEqual(known)
  expect(await monitor.rows('select job_id from runs where job_id is not null')).toEqual(known)
})
