import { expect, test } from 'vitest'
import { serverDay } from '../../../src/core/dumps/server-day.ts'
import { calendarDays, type FleetSchedule } from '../../../src/core/fleet/calendar.ts'
import { runsOn, stepsOn } from '../../../src/core/fleet/day-pattern.ts'
import { isoMonth, monthOf, readMonth, weeksOf } from '../../../src/core/fleet/month.ts'
import { schedulePattern } from '../../../src/lib/schedule.ts'
import { noon } from './builders.ts'

const today = serverDay(noon, 0)

function aSchedule(changes: Partial<FleetSchedule> = {}): FleetSchedule {
  return {
    schedule: '@daily',
    offsetMinutes: 0,
    servers: 1,
    nextRunAt: null,
    intervalMs: null,
    ...changes,
  }
}

function dayOf(iso: string): number {
  return Date.parse(iso) / 86_400_000
}

function runs(schedule: string, iso: string): number {
  const pattern = schedulePattern(schedule)
  return pattern ? runsOn(pattern, dayOf(iso)) : Number.NaN
}

test('days of a month and days of the week are either of them enough, as cron has it', () => {
  expect(runs('0 3 * * *', '2026-11-20')).toBe(1)
  expect(runs('*/15 2-3 * * *', '2026-11-20')).toBe(8)
  expect([runs('0 3 * * 1-5', '2026-11-20'), runs('0 3 * * 1-5', '2026-11-21')]).toEqual([1, 0])
  expect([runs('0 3 1 * 0', '2026-11-01'), runs('0 3 1 * 0', '2026-11-08')]).toEqual([1, 1])
  expect([runs('0 3 1 * *', '2026-11-01'), runs('0 3 1 * *', '2026-11-08')]).toEqual([1, 0])
  expect(runs('0 3 * 2 *', '2026-11-20')).toBe(0)
})

test('a schedule that goes by no clock or means nothing has no pattern', () => {
  expect(schedulePattern('@every 6h')).toBeNull()
  expect(schedulePattern('nonsense')).toBeNull()
})

test('steps from a moment fall on the days of the server’s own clock', () => {
  const sixHours = 6 * 3_600_000
  expect(stepsOn(today, noon, sixHours, 0)).toBe(2)
  expect(stepsOn(today + 1, noon, sixHours, 0)).toBe(4)
  expect(stepsOn(today, noon, sixHours, 7 * 60)).toBe(1)
  expect(stepsOn(today - 1, noon, sixHours, 0)).toBe(0)
})

test('runs to come are those of the schedules that no run of the ledger stands for yet', () => {
  const tally = {
    day: today,
    punctuality: 'on-time',
    verdict: 'verified',
    runs: 2,
    expected: 2,
  } as const
  const schedules = [aSchedule({ servers: 5 }), aSchedule({ schedule: '@every 1h' })]
  const days = calendarDays([today - 1, today, today + 1], [tally], schedules, {
    now: noon,
    patternOf: schedulePattern,
  })
  expect(days.map(({ verified, toCome }) => [verified, toCome])).toEqual([
    [0, 0],
    [2, 3],
    [0, 5],
  ])
})

test('a server east of here is in its tomorrow already', () => {
  const late = new Date('2026-11-20T23:30:00Z')
  const schedules = [aSchedule({ offsetMinutes: 60 })]
  const known = { now: late, patternOf: schedulePattern }
  const days = calendarDays([today, today + 1], [], schedules, known)
  expect(days.map(({ toCome }) => toCome)).toEqual([0, 1])
})

test('each way that a run can end is counted once', () => {
  const on = (
    punctuality: 'missed' | 'due' | 'not-watched' | 'on-time',
    verdict: 'lost' | 'partial' | null,
  ) => ({
    ...{ day: today, punctuality, verdict, runs: 1, expected: 0 },
  })
  const tallies = [
    on('missed', null),
    on('due', null),
    on('not-watched', null),
    on('on-time', 'lost'),
    on('on-time', 'partial'),
  ]
  const [day] = calendarDays([today], tallies, [], { now: noon, patternOf: () => null })
  expect(day).toMatchObject({ missed: 1, underWay: 1, uncertain: 2, troubled: 1, verified: 0 })
})

test('a month is whole weeks from Monday on', () => {
  const november = readMonth('2026-11') ?? 0
  expect([isoMonth(november), isoMonth(november + 2), monthOf(noon)]).toEqual([
    '2026-11',
    '2027-01',
    november,
  ])
  const weeks = weeksOf(november)
  expect(weeks).toHaveLength(6)
  expect([weeks[0]?.[0], weeks[5]?.[6]]).toEqual([dayOf('2026-10-26'), dayOf('2026-12-06')])
  expect(weeksOf(readMonth('2027-02') ?? 0)).toHaveLength(4)
  expect([readMonth('2026-13'), readMonth('1999-01'), readMonth('')]).toEqual([null, null, null])
})
