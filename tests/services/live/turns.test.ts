import { expect, test } from 'vitest'
import { turns } from '../../../src/services/live/turns.ts'

const patient = 60_000

/** Work that goes on until it is let go. */
function work() {
  const done = new AbortController()
  let hasBegun = false
  return {
    hasBegun: () => hasBegun,
    end: () => done.abort(),
    run: () => {
      hasBegun = true
      return new Promise<void>((resolve) => {
        if (done.signal.aborted) resolve()
        done.signal.addEventListener('abort', () => resolve())
      })
    },
  }
}

test('no more than the limit runs at a time, in the order of asking', async () => {
  const inTurn = turns(2, patient)
  const works = [work(), work(), work(), work()] as const
  const runs = works.map(({ run }) => inTurn(run))
  await Promise.resolve()
  const begun = () => works.map(({ hasBegun }) => hasBegun())
  expect(begun()).toEqual([true, true, false, false])
  works[1].end()
  await runs[1]
  await Promise.resolve()
  expect(begun()).toEqual([true, true, true, false])
  for (const { end } of works) end()
  await Promise.all(runs)
})

test('work that fails gives its turn on', async () => {
  const inTurn = turns(1, patient)
  await expect(inTurn(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await inTurn(async () => 'next')).toBe('next')
})

test('work that takes too long goes on, but keeps nobody waiting', async () => {
  const inTurn = turns(1, 1)
  const slow = work()
  const first = inTurn(slow.run)
  expect(await inTurn(async () => 'next')).toBe('next')
  slow.end()
  await first
  expect(await inTurn(async () => 'and on')).toBe('and on')
})
