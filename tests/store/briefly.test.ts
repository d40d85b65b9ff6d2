import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { briefly } from '../../src/store/briefly.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function counted() {
  const asked: string[] = []
  const brief = briefly(async (id) => {
    asked.push(id)
    return `${id} ${asked.length}`
  })
  return { asked, brief }
}

test('what was just looked up is not looked up again', async () => {
  const { asked, brief } = counted()
  expect(await brief.find('a')).toBe('a 1')
  expect(await brief.find('a')).toBe('a 1')
  expect(await brief.find('b')).toBe('b 2')
  expect(asked).toEqual(['a', 'b'])
})

test('after a second it is looked up anew', async () => {
  const { brief } = counted()
  await brief.find('a')
  vi.advanceTimersByTime(1001)
  expect(await brief.find('a')).toBe('a 2')
})

test('a change is seen at once', async () => {
  const { brief } = counted()
  await brief.find('a')
  brief.forget()
  expect(await brief.find('a')).toBe('a 2')
})

test('a failure is not remembered', async () => {
  let isBroken = true
  const brief = briefly(async () => {
    if (isBroken) throw new Error('no database')
    return 'found'
  })
  await expect(brief.find('a')).rejects.toThrow('no database')
  isBroken = false
  expect(await brief.find('a')).toBe('found')
})
