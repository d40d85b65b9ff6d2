import { readdir, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { aPanel } from '../support/panel.ts'
import { simulatedNights } from '../support/simulated-nights.ts'

test('a backup directory that was copied without its times makes no server well', {
  timeout: 60_000,
}, async () => {
  await using panel = await aPanel()
  const env = { POSTGRES_DB: 'postgres', SCHEDULE: '0 3 * * *', BACKUP_KEEP_MINS: '10080' }
  using nights = await simulatedNights(panel, { from: '2026-11-18T02:00:00Z', env })
  const { sandbox, server } = nights
  await nights.poll()
  await nights.runAt('2026-11-18T03:00:00Z')
  await nights.watchUntil('2026-11-19T08:00:00Z') // the night to the 19th: nothing ran
  expect(await stateOf(server.id)).toBe('late')

  await touchAll(sandbox.backupDir, new Date())
  await nights.watchUntil('2026-11-19T12:00:00Z')
  expect(await stateOf(server.id)).toBe('late')
  const { rows } = await panel.database.pool.query(
    "select verdict, punctuality from runs where server_id = $1 and punctuality <> 'due' order by at",
    [server.id],
  )
  expect(rows).toEqual([
    { verdict: 'verified', punctuality: 'on-time' },
    { verdict: null, punctuality: 'missed' },
  ])

  async function stateOf(serverId: string): Promise<string | undefined> {
    return (await panel.stores.monitor.snapshots.find(serverId))?.state
  }
})

/** As `cp` without `-a` leaves their times: all as new as the copy. */
async function touchAll(backupDir: string, at: Date): Promise<void> {
  for (const slot of ['last', 'daily', 'weekly', 'monthly']) {
    for (const name of await readdir(join(backupDir, slot)))
      await utimes(join(backupDir, slot, name), at, at)
  }
}
