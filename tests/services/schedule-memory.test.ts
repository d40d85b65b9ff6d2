import { expect, test } from 'vitest'
import { scheduleMemory } from '../../src/services/schedule-memory.ts'

const now = new Date('2026-11-20T12:00:00Z')
const later = new Date('2026-11-20T13:00:00Z')

test('a schedule is new from when another one than before is seen', () => {
  const memory = scheduleMemory()
  expect(memory.since('s1', '@daily', { now, wasLate: false })).toBeNull()
  expect(memory.since('s1', '@hourly', { now, wasLate: false })).toEqual(now)
  expect(memory.since('s1', '@hourly', { now: later, wasLate: true })).toEqual(now)
  expect(memory.since('s1', null, { now: later, wasLate: false })).toEqual(now)
  expect(memory.since('s2', '@hourly', { now: later, wasLate: false })).toBeNull()
})

test('a new schedule excuses nobody who was late under the former one', () => {
  const memory = scheduleMemory()
  memory.since('s1', '@daily', { now, wasLate: false })
  expect(memory.since('s1', '@weekly', { now, wasLate: true })).toBeNull()
})
