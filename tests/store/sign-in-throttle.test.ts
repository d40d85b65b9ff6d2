import { expect, test } from 'vitest'
import { signInThrottle } from '../../src/store/sign-in-throttle.ts'
import { openFreshDatabase } from '../support/stores.ts'

const home = '10.0.0.9'

test('a few wrong tries are borne, one more means a pause', async () => {
  await using database = await openFreshDatabase()
  const throttle = signInThrottle(database.pool)
  for (let tries = 0; tries < 5; tries += 1) await throttle.failed('ann', home)
  expect(await throttle.waitSeconds('ann', home)).toBe(0)
  await throttle.failed('ann', home)
  const wait = await throttle.waitSeconds('ann', home)
  expect(wait).toBeGreaterThan(0)
  expect(wait).toBeLessThanOrEqual(60)
})

test('a pause is for one account from one address, in every instance', async () => {
  await using database = await openFreshDatabase()
  const [here, there] = [signInThrottle(database.pool), signInThrottle(database.pool)]
  for (let tries = 0; tries < 6; tries += 1) await here.failed('ann', home)
  expect(await there.waitSeconds('ann', home)).toBeGreaterThan(0)
  expect(await there.waitSeconds('ann', '10.0.0.10')).toBe(0)
  expect(await there.waitSeconds('otto', home)).toBe(0)
})

test('writing the name in another way does not evade the pause', async () => {
  await using database = await openFreshDatabase()
  const throttle = signInThrottle(database.pool)
  for (const name of ['ann', 'ANN', ' ann', 'ann ', 'Ann', 'ａｎｎ'])
    await throttle.failed(name, home)
  expect(await throttle.waitSeconds('ann', home)).toBeGreaterThan(0)
})

test('a sign-in that succeeds forgets the wrong tries before it', async () => {
  await using database = await openFreshDatabase()
  const throttle = signInThrottle(database.pool)
  for (let tries = 0; tries < 5; tries += 1) await throttle.failed('ann', home)
  await throttle.succeeded('ann', home)
  await throttle.failed('ann', home)
  expect(await throttle.waitSeconds('ann', home)).toBe(0)
})

test('neither names nor what was typed in their place is kept', async () => {
  await using database = await openFreshDatabase()
  await signInThrottle(database.pool).failed('my secret password', home)
  const { rows } = await database.pool.query('select key from rate_limit')
  expect(JSON.stringify(rows)).not.toContain('password')
})

test('no name is too long or too strange to be counted', async () => {
  await using database = await openFreshDatabase()
  const throttle = signInThrottle(database.pool)
  for (const name of ['x'.repeat(100_000), 'a\0b', '\ud800', '']) await throttle.failed(name, home)
  expect(await throttle.waitSeconds('a\0b', home)).toBe(0)
})
