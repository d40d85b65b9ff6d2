import { expect, test } from 'vitest'
import { countPoll } from '../../../src/store/monitor/rollups.ts'
import { inTransaction } from '../../../src/store/monitor/transaction.ts'
import { serverStore } from '../../../src/store/servers.ts'
import { aSealer, aServer, openFreshDatabase } from '../../support/stores.ts'

test('a poll counts in its hour by UTC, also where the database has a zone of half an hour', async () => {
  await using database = await openFreshDatabase()
  const { id } = await serverStore(database, aSealer()).create(aServer(), 't')
  const at = new Date('2026-11-21T00:15:00Z')
  await inTransaction(database.pool, async (transaction) => {
    await transaction.query("set local time zone 'Asia/Kolkata'")
    await countPoll(transaction, id, { at, found: 'ok', answerMs: 20 })
  })
  const { rows } = await database.pool.query('select starts_at from health_rollups')
  expect(rows).toEqual([{ starts_at: new Date('2026-11-21T00:00:00Z') }])
})
