import { expect, test } from 'vitest'
import { ageMs, serverTime, toldSkewMs } from '../../../src/core/monitor/clock-skew.ts'

const now = new Date('2026-11-20T12:00:00Z')
const minuteMs = 60_000
const status = (lastBackup?: { status: string; at?: Date; ageSeconds?: number }) => ({
  schedule: '@daily',
  isCluster: false,
  ...(lastBackup && { lastBackup }),
})

test.each<[string, ReturnType<typeof status>, number | null]>([
  ['no run', status(), null],
  ['a run without a time', status({ status: 'OK' }), null],
  ['a time without an age', status({ status: 'OK', at: now }), null],
  [
    'its clock is right',
    status({ status: 'OK', at: new Date('2026-11-20T11:00:00Z'), ageSeconds: 3600 }),
    0,
  ],
  [
    'it is behind',
    status({ status: 'OK', at: new Date('2026-11-20T11:00:00Z'), ageSeconds: 3000 }),
    -10 * minuteMs,
  ],
  [
    'it is ahead of its own run',
    status({ status: 'OK', at: new Date('2026-11-20T12:20:00Z'), ageSeconds: -600 }),
    10 * minuteMs,
  ],
  ['it talks nonsense', status({ status: 'OK', at: now, ageSeconds: 1e300 }), null],
])('what the status tells of the clock: %s', (_, told, skewMs) => {
  expect(toldSkewMs(told, now)).toBe(skewMs)
})

test.each([
  [null, 0],
  [90_000, 0],
  [10 * minuteMs, 10 * minuteMs],
  [-10 * minuteMs, -10 * minuteMs],
  [-1e12, 0],
])('a skew of %s ms moves the server’s time by %i ms', (skewMs, movedMs) => {
  expect(serverTime(now, skewMs).getTime() - now.getTime()).toBe(movedMs)
})

test('the greater of two ages counts', () => {
  const earlier = new Date(now.getTime() - minuteMs)
  const at = new Date(now.getTime() - 5 * minuteMs)
  expect(ageMs(at, { now, serverNow: earlier })).toBe(5 * minuteMs)
  expect(ageMs(at, { now: earlier, serverNow: now })).toBe(5 * minuteMs)
})
