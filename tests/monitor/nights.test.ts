import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPanel, type TestPanel } from '../support/panel.ts'
import { simulatedNights } from '../support/simulated-nights.ts'

let panel: TestPanel
beforeAll(async () => {
  panel = await aPanel()
})
afterAll(() => panel[Symbol.asyncDispose]())

/** In Berlin, where the clocks are put back in the night to 25 October 2026. */
const env = { POSTGRES_DB: 'postgres,template1', SCHEDULE: '30 3 * * *', TZ: 'Europe/Berlin' }

test('each of twelve nights ends in what it was', { timeout: 180_000 }, async () => {
  using nights = await simulatedNights(panel, { from: '2026-10-20T10:00:00Z', env })
  const { sandbox, watchUntil, runAt, returnAt } = nights

  await runAt('2026-10-20T01:30:00Z') // before anybody watched
  await nights.poll()
  await watchUntil('2026-10-21T01:29:00Z')
  await runAt('2026-10-21T01:30:00Z')
  await watchUntil('2026-10-23T01:29:00Z') // the night to the 22nd: nothing ran
  await runAt('2026-10-23T01:30:00Z', { kind: 'partial-failure', databases: ['template1'] })
  await watchUntil('2026-10-24T01:29:00Z')
  await runAt('2026-10-24T01:30:00Z', { kind: 'database-unreachable' })
  await watchUntil('2026-10-25T02:29:00Z')
  await runAt('2026-10-25T02:30:00Z') // winter time
  await watchUntil('2026-10-25T20:00:00Z')
  await runAt('2026-10-26T02:30:00Z') // the panel is off
  await runAt('2026-10-27T02:30:00Z')
  await returnAt('2026-10-27T12:00:00Z')
  await returnAt('2026-10-28T12:00:00Z') // off again, and nothing ran
  sandbox.restart()
  await watchUntil('2026-10-29T02:29:00Z')
  await runAt('2026-10-29T02:30:00Z')
  await watchUntil('2026-10-30T04:09:00Z')
  await runAt('2026-10-30T04:10:00Z') // more than an hour too late
  await watchUntil('2026-10-30T20:00:00Z')
  sandbox.faults.setReply('/', { kind: 'reset' })
  await runAt('2026-10-31T02:30:00Z')
  await watchUntil('2026-10-31T09:00:00Z')
  sandbox.faults.clear()
  await watchUntil('2026-10-31T12:00:00Z')
  await sandbox.call('PATCH', '/config', { SCHEDULE: '30 4 * * *' })
  await watchUntil('2026-11-01T03:29:00Z')
  await runAt('2026-11-01T03:30:00Z')
  await watchUntil('2026-11-01T12:00:00Z')

  expect(await ledger(nights.server.id)).toEqual([
    '2026-10-20 on-time verified',
    '2026-10-21 on-time verified',
    '2026-10-22 missed',
    '2026-10-23 on-time partial',
    '2026-10-24 missed',
    '2026-10-25 on-time verified',
    '2026-10-26 on-time verified',
    '2026-10-27 on-time verified',
    '2026-10-28 missed',
    '2026-10-29 on-time verified',
    '2026-10-30 late verified',
    '2026-10-31 on-time verified',
    '2026-11-01 on-time verified',
  ])
  expect(await told(nights.server.id, 'run')).toEqual([
    '2026-10-22 A scheduled run was missed',
    '2026-10-23 A run left out some databases',
    '2026-10-24 A scheduled run was missed',
    '2026-10-25 Runs succeed again',
    '2026-10-28 A scheduled run was missed',
    '2026-10-29 Runs succeed again',
  ])
  expect(await told(nights.server.id, 'watch')).toEqual([
    expect.stringContaining('The panel was not watching from 2026-10-25 20:00:00 UTC'),
    expect.stringContaining('The panel was not watching from 2026-10-27 12:00:00 UTC'),
  ])
})

/** What people are told, each thing once however often it is seen. */
async function told(serverId: string, kind: string): Promise<string[]> {
  const { rows } = await panel.database.pool.query<{ line: string }>(
    `select concat_ws(' ', to_char(at at time zone 'Europe/Berlin', 'YYYY-MM-DD'), title) as line
     from events where server_id = $1 and kind = $2 order by id`,
    [serverId, kind],
  )
  return rows.map(({ line }) => line)
}

/** One line a run, by the server's own calendar. */
async function ledger(serverId: string): Promise<string[]> {
  const { rows } = await panel.database.pool.query<{ line: string }>(
    `select concat_ws(' ', to_char(at at time zone 'Europe/Berlin', 'YYYY-MM-DD'), punctuality, verdict)
       as line from runs where server_id = $1 order by at`,
    [serverId],
  )
  return rows.map(({ line }) => line)
}
