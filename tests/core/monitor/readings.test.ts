import { describe, expect, test } from 'vitest'
import { certificateEvent } from '../../../src/core/monitor/certificate.ts'
import { clockEvent } from '../../../src/core/monitor/clock-skew.ts'
import { isLedgerDue } from '../../../src/core/monitor/ledger-due.ts'
import { nextDueMs, type Pace } from '../../../src/core/monitor/next-due.ts'
import {
  changedKeys,
  driftEvent,
  keepSettings,
  newerSettings,
} from '../../../src/core/monitor/settings-drift.ts'
import { gapEvent, isGap } from '../../../src/core/monitor/watch-gap.ts'
import type { Setting } from '../../../src/core/setting.ts'

const now = new Date('2026-11-21T08:00:00Z')
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

describe('the clock of a server', () => {
  test.each<[string, number | null, number | null, string | null]>([
    ['right from the start', null, 1000, null],
    ['two minutes are borne', 0, 2 * minute, null],
    ['more is told', 0, 3 * minute, 'warning: Its clock is 3 minutes ahead'],
    ['in either direction', null, -2 * hour, 'warning: Its clock is 2 hours behind'],
    ['but once', 3 * minute, 4 * minute, null],
    ['right again', 3 * minute, 0, 'resolved: Its clock is right again'],
    ['not measured says nothing', 3 * minute, null, null],
  ])('%s', (_name, before, after, expected) => {
    const event = clockEvent(before, after, now)
    expect(event && `${event.severity}: ${event.title}`).toBe(expected)
  })
})

describe('a certificate', () => {
  const endsIn = (days: number) => ({ endsAt: new Date(now.getTime() + days * day), at: now })
  const none = { endsAt: null, at: now }

  test.each<[string, Parameters<typeof certificateEvent>, string | null]>([
    ['with a long life', [null, endsIn(60)], null],
    [
      'seen for the first time shortly before its end',
      [null, endsIn(5)],
      'warning: The certificate ends in 5 days',
    ],
    [
      'that comes near its end',
      [endsIn(14), endsIn(13.9)],
      'warning: The certificate ends in 13 days',
    ],
    ['is told of once', [endsIn(13), endsIn(12)], null],
    [
      'and once more when it is very near',
      [endsIn(3), endsIn(2.5)],
      'critical: The certificate ends in 2 days',
    ],
    ['that has ended', [endsIn(20), endsIn(-1)], 'critical: The certificate has ended'],
    ['that was renewed', [endsIn(2), endsIn(89)], 'resolved: The certificate was renewed'],
    ['that is no longer needed', [endsIn(2), none], 'resolved: There is no certificate any more'],
    ['that never was', [none, none], null],
  ])('%s', (_name, [before, after], expected) => {
    const event = certificateEvent(before, after)
    expect(event && `${event.severity}: ${event.title}`).toBe(expected)
  })
})

describe('settings', () => {
  const setting = (key: string, value?: string): Setting => ({
    key,
    isSecret: value === undefined,
    isSet: true,
    source: 'base',
    ...(value !== undefined && { value }),
  })

  test('are kept without the value of a secret', () => {
    expect(keepSettings([setting('A', '1'), setting('TOKEN')])).toEqual({ A: '1', TOKEN: true })
  })

  test('are kept only as far as there is room, however many a server sends', () => {
    const many = Array.from({ length: 1000 }, (_, nth) => setting(`KEY_${nth}`, 'x'.repeat(5000)))
    expect(JSON.stringify(keepSettings(many)).length).toBeLessThan(16_000)
  })

  test('differ by what changed, not by what a newer version brought', () => {
    expect(changedKeys({ A: '1', B: '2', GONE: '' }, { A: '1', B: '3', NEW: '' })).toEqual(['B'])
    expect(changedKeys(null, { A: '1' })).toEqual([])
  })

  test('that are the same are the very same object, in whatever order they came', () => {
    const before = { A: '1', B: true }
    expect(newerSettings(before, { B: true, A: '1' })).toBe(before)
    expect(newerSettings(before, null)).toBe(before)
    const after = { A: '1', B: false }
    expect(newerSettings(before, after)).toBe(after)
    expect(newerSettings(before, { A: '1' })).toEqual({ A: '1' })
  })

  test('are told of with what they were and are', () => {
    const before = { SCHEDULE: '@daily', TOKEN: true, HOST: '', A: '1', B: '1' }
    const after = { SCHEDULE: '@hourly', TOKEN: false, HOST: 'x'.repeat(200), A: '2', B: '2' }
    const event = driftEvent(Object.keys(before), before, after, now)
    expect(event?.title).toBe('SCHEDULE, TOKEN, HOST and 2 more changed, not from this panel')
    expect(event?.evidence.slice(0, 3)).toEqual([
      'SCHEDULE: @daily → @hourly',
      'TOKEN: set → not set',
      `HOST: empty → ${'x'.repeat(80)}…`,
    ])
    expect(driftEvent([], before, after, now)).toBeNull()
  })
})

describe('a gap', () => {
  test.each<[number, number, boolean]>([
    [4 * minute, minute, false],
    [6 * minute, minute, true],
    [2 * hour, day, false],
    [4 * day, day, true],
  ])('of %d ms at an interval of %d ms: %s', (lateMs, intervalMs, expected) => {
    expect(isGap(lateMs, intervalMs)).toBe(expected)
  })

  test('says from when to when', () => {
    const event = gapEvent(new Date('2026-11-20T22:00:05Z'), now)
    expect(event.title).toBe(
      'The panel was not watching from 2026-11-20 22:00:05 UTC to 2026-11-21 08:00:00 UTC',
    )
    expect(event).toMatchObject({ kind: 'watch', severity: 'info' })
  })
})

describe('the next poll', () => {
  const calm: Pace = {
    pollIntervalMs: minute,
    found: 'ok',
    misses: 0,
    isInDoubt: false,
    hasActiveJobs: false,
  }

  test.each<[string, Partial<Pace>, number]>([
    ['comes after the interval', {}, minute],
    ['sooner while a job runs', { hasActiveJobs: true }, 15_000],
    ['but not later than usual for it', { hasActiveJobs: true, pollIntervalMs: 10_000 }, 10_000],
    ['sooner to settle a doubt', { found: 'unreachable', misses: 1, isInDoubt: true }, 30_000],
    ['later for a dead server', { found: 'unreachable', misses: 2 }, 2 * minute],
    ['and later', { found: 'unreachable', misses: 3 }, 4 * minute],
    ['but not for ever', { found: 'unreachable', misses: 5000 }, 10 * minute],
    [
      'and never sooner than usual',
      { found: 'unreachable', misses: 9, pollIntervalMs: hour },
      hour,
    ],
    ['at its usual pace where the token is refused', { found: 'refused' }, minute],
    ['hardly at all while it is paused', { found: 'paused' }, hour],
  ])('%s', (_name, changes, expected) => {
    expect(nextDueMs({ ...calm, ...changes }, 0.5)).toBe(expected)
  })

  test('is a tenth sooner or later, so that a fleet does not fall into step', () => {
    expect([0, 1].map((chance) => nextDueMs(calm, chance))).toEqual([54_000, 66_000])
  })
})

describe('the ledger', () => {
  const before = { ledgerMark: 'same', ledgerAt: now, nextRunAt: new Date(now.getTime() + minute) }
  const later = (ms: number) => new Date(now.getTime() + ms)

  test.each<[string, boolean]>([
    ['is examined at first sight', isLedgerDue(null, 'same', now)],
    ['and when something changed', isLedgerDue(before, 'other', later(1000))],
    ['and when a run falls due', isLedgerDue(before, 'same', later(minute))],
    [
      'and every few minutes',
      isLedgerDue({ ...before, nextRunAt: null }, 'same', later(5 * minute)),
    ],
    [
      'and when the panel’s clock was put back',
      isLedgerDue({ ...before, nextRunAt: null }, 'same', later(-60 * minute)),
    ],
    ['otherwise not', !isLedgerDue(before, 'same', later(minute - 1))],
    [
      'nor twice for the same run',
      !isLedgerDue({ ...before, nextRunAt: now }, 'same', later(minute)),
    ],
  ])('%s', (_name, isRight) => {
    expect(isRight).toBe(true)
  })
})
