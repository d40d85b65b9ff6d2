import { describe, expect, test } from 'vitest'
import type { BackupFile } from '../../../src/core/dumps/backup.ts'
import { groupIntoDumps } from '../../../src/core/dumps/dump.ts'
import { type DayRun, type RunDaysInput, runDays } from '../../../src/core/dumps/run-days.ts'
import { isoDay, serverDay } from '../../../src/core/dumps/server-day.ts'
import type { RunVerdict } from '../../../src/core/verdicts/verdict.ts'
import { aFile } from '../builders.ts'

const now = new Date('2026-11-20T12:00:00Z')

/** A dump as a run at 02:00 of that November day leaves it, in whatever slots still hold it. */
function dumped(day: number, slots: BackupFile['slot'][] = ['last', 'daily'], sizeBytes = 5000) {
  const date = `2026-11-${String(day).padStart(2, '0')}`
  const modifiedAt = new Date(`${date}T02:00:05Z`)
  return slots.map((slot) =>
    aFile({
      slot,
      name: `shop-${day}-${slot}.sql`,
      modifiedAt,
      sizeBytes,
      ...(slot === 'last' && { stampedAt: new Date(`${date}T02:00:00Z`) }),
      ...(slot === 'daily' && { stampedOn: date }),
    }),
  )
}

function run(day: number, verdict: RunVerdict): DayRun {
  return { jobId: `j${day}`, day: serverDay(new Date(Date.UTC(2026, 10, day)), 0), verdict }
}

/** The states of 15 to 20 November. */
function states(files: BackupFile[], changes: Partial<RunDaysInput> = {}) {
  const dumps = groupIntoDumps(files)
  const input = { dumps, runs: [], offsetMinutes: 0, isDaily: true, now, count: 6 }
  return runDays({ ...input, ...changes }).map(({ state }) => state)
}

describe('the days of one database', () => {
  test('end with today, oldest first, each with its own dumps and runs', () => {
    const dumps = groupIntoDumps([...dumped(18), ...dumped(20)])
    const runs = [run(19, 'failed')]
    const days = runDays({ dumps, runs, offsetMinutes: 0, isDaily: true, now, count: 3 })
    expect(days.map(({ day }) => isoDay(day))).toEqual(['2026-11-18', '2026-11-19', '2026-11-20'])
    expect(days.map((day) => day.dumps.map(({ name }) => name))).toEqual([
      ['shop-18-last.sql'],
      [],
      ['shop-20-last.sql'],
    ])
    expect(days[1]?.runs).toEqual(runs)
  })

  test('without a dump are missing only from the oldest kept day on', () => {
    const files = [...dumped(17), ...dumped(19), ...dumped(20)]
    expect(states(files)).toEqual(['unknown', 'unknown', 'kept', 'missing', 'kept', 'kept'])
  })

  test('are shown where weekly still has a dump, and say nothing of the days between', () => {
    const files = [...dumped(15, ['weekly']), ...dumped(18), ...dumped(20)]
    expect(states(files)).toEqual(['kept', 'unknown', 'unknown', 'kept', 'missing', 'kept'])
  })

  test('without a dump are no fault where the schedule does not ask for one each day', () => {
    const files = [...dumped(17), ...dumped(20)]
    expect(states(files, { isDaily: false }).slice(3, 5)).toEqual(['none', 'none'])
  })

  test('are all unknown when nothing is kept, and today may still come', () => {
    expect(states([])).toEqual([...Array(5).fill('unknown'), 'pending'])
  })
})

describe('a day', () => {
  const before = dumped(15)
  const on20 = (files: BackupFile[], changes: Partial<RunDaysInput> = {}) =>
    states([...before, ...files], changes).at(-1)

  test.each<[string, BackupFile[], RunVerdict[], string]>([
    ['a whole dump', dumped(20), [], 'kept'],
    ['a whole dump and a run that failed', dumped(20), ['failed'], 'partial'],
    ['a whole dump that was not delivered', dumped(20), ['delivery-failed'], 'partial'],
    ['a whole dump, where another database failed', dumped(20), ['partial'], 'kept'],
    ['an empty dump', dumped(20, ['last'], 0), [], 'failed'],
    ['an empty dump beside a whole one', [...dumped(20), ...emptyAt('05:00')], [], 'partial'],
    ['a dump that broke off after a whole one', [...dumped(20), ...cutAt('05:00')], [], 'partial'],
    ['a dump that was never linked', dumped(20, ['last']), [], 'unproven'],
    ['a dump that was never linked, of a verified run', dumped(20, ['last']), ['verified'], 'kept'],
    ['no dump and a failed run', [], ['failed'], 'failed'],
    ['no dump of this database and a partial run', [], ['partial'], 'failed'],
    ['no dump and an unproven run', [], ['unproven'], 'unproven'],
    ['no dump any more of a verified run', [], ['verified'], 'verified'],
    ['a run that is queued', [], ['queued'], 'running'],
    ['a run that goes on beside a dump', dumped(20), ['running'], 'running'],
    ['a run that another one held up', [], ['skipped'], 'pending'],
    ['a run that the server forgot', [], ['lost'], 'pending'],
  ])('with %s', (_, files, verdicts, state) => {
    const runs = verdicts.map((verdict) => run(20, verdict))
    expect(on20(files, { runs })).toBe(state)
  })

  test('with a dump that is being written is running', () => {
    const modifiedAt = new Date(now.getTime() - 10_000)
    expect(on20([aFile({ modifiedAt })])).toBe('running')
  })

  test('with a dump in last alone is kept where daily does not reach back', () => {
    expect(states([...dumped(15, ['last']), ...dumped(20)])[0]).toBe('kept')
  })

  test('with a partial run tells nothing of a database whose dumps of then are cleared', () => {
    expect(states(dumped(18), { runs: [run(16, 'partial')] })[1]).toBe('partial')
  })
})

describe('a server east or west of UTC', () => {
  test('has its own today', () => {
    const late = new Date('2026-11-20T23:00:00Z')
    const input = { dumps: [], runs: [], isDaily: true, now: late, count: 1 }
    expect(runDays({ ...input, offsetMinutes: 120 }).map(({ day }) => isoDay(day))).toEqual([
      '2026-11-21',
    ])
    expect(runDays({ ...input, offsetMinutes: -120 }).map(({ day }) => isoDay(day))).toEqual([
      '2026-11-20',
    ])
  })

  test('loses no day when its summer time ends', () => {
    // Midnight runs at +2 up to 25 October, at +1 from the 26th on: 25 h apart, one on each day.
    const nights = ['2026-10-23T22', '2026-10-24T22', '2026-10-25T23', '2026-10-26T23']
    const days = ['2026-10-24', '2026-10-25', '2026-10-26', '2026-10-27']
    const files = nights.map((night, index) =>
      aFile({ slot: 'daily', name: `shop-${index}`, modifiedAt: new Date(`${night}:00:05Z`) }),
    )
    const named = files.map((file, index) => ({ ...file, stampedOn: days[index] ?? '' }))
    const input = { runs: [], offsetMinutes: 60, isDaily: true, count: 4 }
    const then = new Date('2026-10-27T12:00:00Z')
    const found = runDays({ ...input, dumps: groupIntoDumps(named), now: then })
    expect(found.map(({ day, state }) => `${isoDay(day)} ${state}`)).toEqual(
      days.map((day) => `${day} kept`),
    )
  })
})

function emptyAt(time: string): BackupFile[] {
  const modifiedAt = new Date(`2026-11-20T${time}:00Z`)
  return [aFile({ name: 'shop-empty.sql', modifiedAt, sizeBytes: 0 })]
}

function cutAt(time: string): BackupFile[] {
  return [aFile({ name: 'shop-cut.sql', modifiedAt: new Date(`2026-11-20T${time}:00Z`) })]
}
