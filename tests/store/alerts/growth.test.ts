import { expect, test } from 'vitest'
import { alertScene, later, start } from '../../support/alert-scene.ts'

test('what is stored grew by the dumps that came, less those that went', async () => {
  await using scene = await alertScene()
  const { pool } = scene.database
  const add = async (name: string, createdAt: Date, readAt: Date) => {
    const { id } = await scene.aServer({ name })
    await pool.query('update servers set created_at = $2 where id = $1', [id, createdAt])
    await pool.query(
      `insert into snapshots (server_id, watched_since, polled_at, read_at, state, state_since, active_jobs)
       values ($1, $2, $3, $3, 'ok', $2, '[]')`,
      [id, createdAt, readAt],
    )
    const dump = async (identity: string, finishedAt: Date, bytes: number, vanishedAt?: Date) =>
      pool.query(
        `insert into dumps (server_id, identity, database, name, slots, finished_at, size_bytes, vanished_at, appeared_at)
         values ($1, $2, 'shop', $2, '{}', $3, $4, $5, $3)`,
        [id, identity, finishedAt, bytes, vanishedAt ?? null],
      )
    await dump('old', later(-30, 'h'), 70)
    await dump('gone', later(-40, 'h'), 30, later(-1, 'h'))
    await dump('new', later(-2, 'h'), 100)
    return id
  }
  const shop = await add('Shop', later(-90, 'h'), start)
  await add('Added within the span', later(-5, 'h'), start)
  await add('Not read since', later(-90, 'h'), later(-25, 'h'))
  const grown = await scene.stores.facts.grownBytes(later(-24, 'h'))
  expect([...grown]).toEqual([[shop, 70]])
})
