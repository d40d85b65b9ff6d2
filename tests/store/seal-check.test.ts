import { expect, test } from 'vitest'
import { sealer } from '../../src/lib/seal.ts'
import { sealCheck } from '../../src/store/seal-check.ts'
import { aKey, openFreshDatabase } from '../support/stores.ts'

test('the first secret becomes the one in use, and is recognised afterwards', async () => {
  await using database = await openFreshDatabase()
  const seals = sealer({ current: aKey() })
  expect(await sealCheck(database, seals).check()).toBe('new')
  expect(await sealCheck(database, seals).check()).toBe('matches')
})

test('another secret is a mismatch, and changes nothing', async () => {
  await using database = await openFreshDatabase()
  const right = sealer({ current: aKey() })
  await sealCheck(database, right).check()
  expect(await sealCheck(database, sealer({ current: aKey() })).check()).toBe('mismatch')
  expect(await sealCheck(database, right).check()).toBe('matches')
})

test('a rotated secret is known by the previous one until it is renewed', async () => {
  await using database = await openFreshDatabase()
  const [old, current] = [aKey(), aKey()]
  await sealCheck(database, sealer({ current: old })).check()
  const rotated = sealCheck(database, sealer({ current, previous: old }))
  expect(await rotated.check()).toBe('previous')
  await rotated.renew()
  expect(await rotated.check()).toBe('matches')
  expect(await sealCheck(database, sealer({ current })).check()).toBe('matches')
  expect(await sealCheck(database, sealer({ current: old })).check()).toBe('mismatch')
})

test('of several instances that start at once with one secret none sees a mismatch', async () => {
  await using database = await openFreshDatabase()
  const seals = sealer({ current: aKey() })
  const states = await Promise.all([1, 2, 3, 4].map(() => sealCheck(database, seals).check()))
  expect(states.sort()).toEqual(['matches', 'matches', 'matches', 'new'])
})
