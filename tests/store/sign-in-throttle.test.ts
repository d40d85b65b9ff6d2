import { expect, test } from 'vitest'
import { signInThrottle } from '../../src/store/sign-in-throttle.ts'
import { openFreshDatabase } from '../support/stores.ts'

const home = '10.0.0.9'

test('a few tries are borne, one more means a pause', async () => {
  await using database = await openFreshDatabase()
  const throttle = signInThrottle(database.pool)
  for (let tries = 0; tries < 5; tries += 1) expect(await throttle.take('ann', home)).toBe(0)
  const wait = await throttle.take('ann', home)
  expect(wait).toBeGreaterThan(0)
  expect(wait).toBeLessThanOrEqual(60)
})

test('many tries at once get no more looks than many in turn', async () => {
  await using database = await openFreshDatabase()
  const throttle = signInThrottle(database.pool)
  const waits = await Promise.all(Array.from({ length: 20 }, () => throttle.take('ann', home)))
  expect(waits.filter((wait) => wait === 0)).toHaveLength(5)
})

test('a pause is for one account from one address, in every instance', async () => {
  await using database = await openFreshDatabase()
  const [here, there] = [signInThrottle(database.pool), signInThrottle(database.pool)]
  for (let tries = 0; tries < 6; tries += 1) await here.take('ann', home)
  expect(await there.take('ann', home)).toBeGreaterThan(0)
  expect(await there.take('ann', '10.0.0.10')).toBe(0)
  expect(await there.take('otto', home)).toBe(0)
})

test('writing the name in another way does not evade the pause', async () => {
  await using database = await openFreshDatabase()
  const throttle = signInThrottle(database.pool)
  for (const name of ['ann', 'ANN', ' ann', 'ann ', 'Ann']) await throttle.take(name, home)
  expect(await throttle.take('ａｎｎ', home)).toBeGreaterThan(0)
})

test('a sign-in that succeeds forgets the tries before it', async () => {
  await using database = await openFreshDatabase()
  const throttle = signInThrottle(database.pool)
  for (let tries = 0; tries < 5; tries += 1) await throttle.take('ann', home)
  await throttle.giveBack('ann', home)
  expect(await throttle.take('ann', home)).toBe(0)
})

test('neither names nor what was typed in their place is kept', async () => {
  await using database = await openFreshDatabase()
  await signInThrottle(database.pool).take('hunter2 is my password', home)
  const { rows } = await database.pool.query('select key from rate_limit')
  expect(rows).toHaveLength(2)
  expect(JSON.stringify(rows)).not.toContain('hunter2')
})
