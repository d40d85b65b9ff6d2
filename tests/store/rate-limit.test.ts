import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { expect, test } from 'vitest'
import { openFreshDatabase } from '../support/stores.ts'

test('the table of attempts is as rate-limiter-flexible wants it, shared and exact', async () => {
  await using database = await openFreshDatabase()
  const limiter = () =>
    new RateLimiterPostgres({
      storeClient: database.pool,
      tableName: 'rate_limit',
      tableCreated: true,
      points: 5,
      duration: 60,
    })
  const [one, other] = [limiter(), limiter()]
  const attempts = Array.from({ length: 20 }, (_, at) => (at % 2 ? one : other).consume('ann'))
  const outcomes = await Promise.allSettled(attempts)
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(RateLimiterRes)
  }
  expect(await one.delete('ann')).toBe(true)
})
