import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { lastWallRun, scheduleReader } from '../../src/lib/schedule.ts'
import { scheduleService } from '../../src/services/schedules.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-20T12:00:00Z') }))
afterEach(() => void vi.useRealTimers())

const hourMs = 3_600_000

const aService = () => scheduleService(scheduleReader)

describe('a schedule', () => {
  test('is told in words and by its next runs, on the server’s clock', () => {
    const facts = aService().understand('0 3 * * *', { offsetMinutes: 120 })
    expect(facts.words).toMatch(/03:00|3:00/)
    expect(facts.nextRuns[0]).toEqual(new Date('2026-11-21T01:00:00Z'))
    expect(facts.nextRuns).toHaveLength(5)
  })

  test('counted in steps goes on from the last run', () => {
    const lastRunAt = new Date('2026-11-20T10:30:00Z')
    const { nextRuns: runs } = aService().understand('@every 2h', {
      offsetMinutes: null,
      lastRunAt,
    })
    expect(runs.slice(0, 2)).toEqual([
      new Date('2026-11-20T12:30:00Z'),
      new Date('2026-11-20T14:30:00Z'),
    ])
  })

  test('has the longest gap between two runs as its interval', () => {
    const { intervalMs } = aService()
    expect(intervalMs('@hourly')).toBe(hourMs)
    expect(intervalMs('0 3 * * 1-5')).toBe(72 * hourMs)
    expect(intervalMs('@every 90m')).toBe(1.5 * hourMs)
  })

  test.each(['', 'nonsense', '61 * * * *', '@every', '@every x', '0 0 31 2 *'])(
    'that is none has neither runs nor interval: %j',
    (raw) => {
      const service = aService()
      expect(service.understand(raw, { offsetMinutes: null }).nextRuns).toEqual([])
      expect(service.intervalMs(raw)).toBeNull()
    },
  )

  test('is looked at again once its next run is past', () => {
    const service = aService()
    const next = () => service.understand('@hourly', { offsetMinutes: 0 }).nextRuns[0]
    expect(next()).toEqual(new Date('2026-11-20T13:00:00Z'))
    vi.setSystemTime(new Date('2026-11-20T13:00:01Z'))
    expect(next()).toEqual(new Date('2026-11-20T14:00:00Z'))
  })

  test('tells which run was due last, and works that out once until another is', () => {
    let count = 0
    const counted: typeof lastWallRun = (...asked) => {
      count += 1
      return lastWallRun(...asked)
    }
    const service = scheduleService({ ...scheduleReader, lastWallRun: counted })
    const facts = service.understand('0 3 * * *', { offsetMinutes: 120 })
    const dueAt = (now: string) => service.lastDue(facts, new Date(now), hourMs)?.at.toISOString()
    expect(dueAt('2026-11-20T12:00:00Z')).toBe('2026-11-20T01:00:00.000Z')
    const atFirst = count
    expect(dueAt('2026-11-21T01:59:59Z')).toBe('2026-11-20T01:00:00.000Z')
    expect(count).toBe(atFirst)
    expect(dueAt('2026-11-21T02:00:00Z')).toBe('2026-11-21T01:00:00.000Z')
    expect(dueAt('2026-11-20T01:59:59Z')).toBe('2026-11-19T01:00:00.000Z')
  })
})
