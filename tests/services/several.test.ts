import { expect, test } from 'vitest'
import { NotFound, RemoteError } from '../../src/core/errors.ts'
import { doSeveral } from '../../src/services/several.ts'

const silently = () => undefined

test('one that fails stops no other, and outcomes keep the order of the items', async () => {
  const done = await doSeveral(
    ['a', 'b', 'c'],
    async (name) => {
      if (name === 'b') throw new RemoteError('timeout', 'silence')
      return name.toUpperCase()
    },
    silently,
  )
  expect(done.map(({ outcome }) => outcome)).toEqual([
    { isDone: true, result: 'A' },
    { isDone: false, fault: 'timeout', detail: 'silence' },
    { isDone: true, result: 'C' },
  ])
})

test('only a few are under way at a time, and all of them are done', async () => {
  let underWay = 0
  let most = 0
  const done = await doSeveral(
    Array.from({ length: 40 }, (_, index) => index),
    async (index) => {
      underWay += 1
      most = Math.max(most, underWay)
      await new Promise((resolve) => setImmediate(resolve))
      underWay -= 1
      return index
    },
    silently,
  )
  expect(most).toBe(6)
  expect(done.map(({ outcome }) => outcome.isDone && outcome.result)).toEqual([
    ...Array.from({ length: 40 }).keys(),
  ])
})

test('our own mistake is reported, and what is not there is no mistake', async () => {
  const reported: unknown[] = []
  const mistake = new TypeError('oops')
  const done = await doSeveral(
    [mistake, new NotFound('Nothing here.')],
    (error) => Promise.reject(error),
    (error) => reported.push(error),
  )
  expect(done.map(({ outcome }) => !outcome.isDone && outcome.fault)).toEqual([
    'panel-fault',
    'not-there',
  ])
  expect(reported).toEqual([mistake])
})

test('those whose turn comes too late are not begun', async () => {
  const begun: number[] = []
  const outlast = async (index: number) => {
    begun.push(index)
    await new Promise((resolve) => AbortSignal.timeout(5).addEventListener('abort', resolve))
  }
  const done = await doSeveral([...Array.from({ length: 7 }).keys()], outlast, silently, 1)
  expect(begun).toEqual([0, 1, 2, 3, 4, 5])
  expect(done.at(-1)?.outcome).toEqual({ isDone: false, fault: 'no-time', detail: null })
})
