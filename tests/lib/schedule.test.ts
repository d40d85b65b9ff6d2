import { describe, expect, test } from 'vitest'
import { describeSchedule, nextRuns, scheduleProblem } from '../../src/lib/schedule.ts'

describe('the scheduler', () => {
  test.each([
    '@daily',
    '@hourly',
    '@midnight',
    '@every 1h30m',
    '@every 90s',
    '@every 1.5h',
    '0 3 * * *',
    '*/15 * * * *',
    '5/15 * * * *',
    '0 0 3 * * *',
    '0 3 ? * MON-FRI',
    '0 3 1,,15 jan,JUL *',
    '0 0,*/6 * * *',
    '0 3 * * 1-5,3',
    '0 3 *,5 * *',
    'CRON_TZ=Asia/Tokyo 0 3 * * *',
    'TZ=UTC 0 3 * * *',
  ])('understands %s', (schedule) => {
    expect(scheduleProblem(schedule)).toBeNull()
  })

  test.each([
    '',
    '@Daily',
    '@every nonsense',
    '@every  1h',
    '@every 5',
    '99 99 99 99 99',
    'foo bar baz qux quux',
    '0 3 * * 7',
    '0 3 L * *',
    '0 3 * * 1#2',
    '60 * * * *',
    '5-1 * * * *',
    '*/0 * * * *',
    '1-2-3 * * * *',
    '1/2/3 * * * *',
    ', * * * *',
    '0 3 30 2 *',
    '0 3 * *',
    '0 0 0 3 * * *',
    'CRON_TZ=Nowhere/Land 0 3 * * *',
    '@every 3000000h',
    `@every ${'0'.repeat(1000)}1h`,
  ])('stumbles over “%s”', (schedule) => {
    expect(scheduleProblem(schedule)).toEqual(expect.any(String))
    expect(describeSchedule(schedule)).toBeNull()
    expect(nextRuns(schedule, { after: new Date(), count: 3, zone: 'UTC' })).toEqual([])
  })
})

describe('next runs', () => {
  const after = new Date('2026-11-20T12:00:00Z')

  function runs(schedule: string, zone: string | number, count = 1): string[] {
    return nextRuns(schedule, { after, count, zone }).map((date) => date.toISOString())
  }

  test('are computed in the zone of the container', () => {
    expect(runs('@daily', 'UTC')).toEqual(['2026-11-21T00:00:00.000Z'])
    expect(runs('0 3 * * *', 'Europe/Berlin')).toEqual(['2026-11-21T02:00:00.000Z'])
    expect(runs('0 3 * * *', 330)).toEqual(['2026-11-20T21:30:00.000Z'])
    expect(runs('0 3 * * *', -210)).toEqual(['2026-11-21T06:30:00.000Z'])
    expect(runs('CRON_TZ=Asia/Tokyo 0 3 * * *', 'UTC')).toEqual(['2026-11-20T18:00:00.000Z'])
  })

  test('come in order', () => {
    expect(runs('0 */6 * * *', 'UTC', 3)).toEqual([
      '2026-11-20T18:00:00.000Z',
      '2026-11-21T00:00:00.000Z',
      '2026-11-21T06:00:00.000Z',
    ])
    expect(runs('30 0 0 * * *', 'UTC')).toEqual(['2026-11-21T00:00:30.000Z'])
    expect(runs('5/20 * * * *', 'UTC', 3)).toEqual([
      '2026-11-20T12:05:00.000Z',
      '2026-11-20T12:25:00.000Z',
      '2026-11-20T12:45:00.000Z',
    ])
  })

  test('fall due on either day when both kinds of day are named', () => {
    // The 1st of the month, and Mondays; 23 November 2026 is one.
    expect(runs('0 0 1 * MON', 'UTC', 3)).toEqual([
      '2026-11-23T00:00:00.000Z',
      '2026-11-30T00:00:00.000Z',
      '2026-12-01T00:00:00.000Z',
    ])
  })

  test('fall due once where a list names the same value twice', () => {
    expect(runs('0 0,*/6 * * *', 'UTC', 3)).toEqual(runs('0 */6 * * *', 'UTC', 3))
    expect(runs('0 3 * * fri,1-5,3', 'UTC', 7)).toEqual(runs('0 3 * * mon-fri', 'UTC', 7))
    expect(runs('0,*/15 * * * *', 'UTC', 5)).toEqual(runs('*/15 * * * *', 'UTC', 5))
  })

  test.each(['*/1', '?/1', '*,15'])('leave the other kind of day alone for %s', (anyDay) => {
    expect(runs(`0 3 ${anyDay} * 1`, 'UTC', 3)).toEqual(runs('0 3 * * 1', 'UTC', 3))
  })

  test('of steps through the week end with Saturday', () => {
    // Mondays, Wednesdays and Fridays.
    expect(runs('0 3 * * 1/2', 'UTC', 4)).toEqual(runs('0 3 * * 1,3,5', 'UTC', 4))
  })

  test('of an interval are counted from the given moment', () => {
    expect(runs('@every 1h30m', 'UTC', 2)).toEqual([
      '2026-11-20T13:30:00.000Z',
      '2026-11-20T15:00:00.000Z',
    ])
  })
})

test.each([
  ['@daily', 'At 00:00, every day'],
  ['0 3 * * *', 'At 03:00, every day'],
  ['0 3 * * MON-FRI', 'At 03:00, Monday through Friday'],
  ['0 0,*/6 * * *', 'At 00:00, 06:00, 12:00 and 18:00, every day'],
  ['0 3 1,,15 * ?', 'At 03:00, on day 1 and 15 of the month'],
  ['0 3 */1 * 1', 'At 03:00, only on Monday'],
  ['@every 1h30m', 'Every 1 hour 30 minutes'],
  ['CRON_TZ=Asia/Tokyo 0 3 * * *', 'At 03:00, every day (Asia/Tokyo)'],
])('%s reads “%s”', (schedule, words) => {
  expect(describeSchedule(schedule)).toBe(words)
})
