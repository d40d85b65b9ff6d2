import { expect, test } from 'vitest'
import { isDatabaseAway } from '../../../src/store/faults.ts'
import { inTransaction } from '../../../src/store/monitor/transaction.ts'
import { runOn } from '../../support/sql.ts'
import { openFreshDatabase } from '../../support/stores.ts'

test('a connection that breaks within a transaction fails that alone, as a database that is away', async () => {
  await using database = await openFreshDatabase()
  const broken = inTransaction(database.pool, async (transaction) => {
    const { rows } = await transaction.query('select pg_backend_pid() as pid')
    await runOn(database.url, 'select pg_terminate_backend($1, 10000)', [rows[0].pid])
    await transaction.query('select 1')
  })
  const error: unknown = await broken.catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(Error)
  expect(isDatabaseAway(error)).toBe(true)
  await expect(inTransaction(database.pool, async () => 'kept')).resolves.toBe('kept')
})
