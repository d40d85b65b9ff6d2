import type { Pool, PoolClient } from 'pg'

/** What writes within a transaction; it is begun and ended elsewhere. */
export type Transaction = Pick<PoolClient, 'query'>

/** All that `work` writes, or nothing of it. */
export async function inTransaction<T>(
  pool: Pool,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  const note = (error: Error) => {
    broken ??= error
  }
  client.on('error', note) // a connection that breaks while nobody listens would end the process
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    const reason = broken ?? error
    await client.query('rollback').catch(note)
    throw reason
  } finally {
    client.release(broken) // a connection that cannot go back is of no use to the next one
    client.off('error', note)
  }
}
