import { describe, expect, test } from 'vitest'
import { formatter } from '../../src/web/format.ts'

const format = formatter('en-GB', 'UTC')
const at = new Date('2026-11-20T21:56:08Z')

describe('sizes', () => {
  test.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 kB'],
    [1_234_567, '1.2 MB'],
    [999_960, '1 MB'],
    [20_000_000_000n, '20 GB'],
    [9_007_199_254_740_993n, '9 PB'],
  ])('%s bytes read %s', (bytes, text) => {
    expect(format.size(bytes)).toBe(text)
  })
})

describe('durations', () => {
  test.each([
    [340, '0.3 s'],
    [3_000, '3 s'],
    [9_999, '10 s'],
    [75_000, '1 min 15 s'],
    [3_600_000, '1 h'],
    [7_500_000, '2 h 5 min'],
    [90_061_000, '1 d 1 h'],
  ])('%i ms read %s', (ms, text) => {
    expect(format.duration(ms)).toBe(text)
  })
})

describe('times', () => {
  test('tell seconds where moments stand beside one another', () => {
    expect(format.preciseTime(at).text).toMatch(/^20 Nov 2026,? 21:56:08 UTC$/)
  })

  test('name their zone, and carry the whole date', () => {
    const time = format.time(at)
    expect(time.text).toMatch(/^20 Nov 2026,? 21:56 UTC$/)
    expect(time.iso).toBe('2026-11-20T21:56:08.000Z')
    expect(time.title).toMatch(/Friday,? 20 November 2026/)
  })

  test('are told in the zone asked for', () => {
    const berlin = formatter('en-GB', 'Europe/Berlin').time(at)
    expect(berlin.text).toContain('22:56')
    expect(berlin.text).toMatch(/CET|GMT\+1/)
  })

  test('from one to another name day and zone once where they are the same', () => {
    const { range } = formatter('en-GB', 'UTC')
    const from = new Date('2026-11-20T21:00:00Z')
    expect(range(from, new Date('2026-11-20T23:30:00Z'))).toMatch(
      /^20 Nov 2026, 21:00\s?–\s?23:30 UTC$/,
    )
    expect(range(from, new Date('2026-11-21T01:00:00Z'))).toMatch(
      /^20 Nov 2026, 21:00 UTC\s?–\s?21 Nov 2026, 01:00 UTC$/,
    )
  })

  test('of a server are told by its own clock, which is named by its distance to UTC', () => {
    expect(format.serverTime(at, 345).text).toMatch(/^Sat, 21 Nov 2026,? 03:41 UTC\+05:45$/)
    expect(format.serverTime(at, -210).text).toMatch(/18:26 UTC−03:30$/)
  })

  test('name their language where it is not the page’s own', () => {
    expect(formatter('de-DE', 'UTC').time(at)).toMatchObject({ lang: 'de-DE' })
    expect(formatter('en-US', 'UTC').time(at)).toMatchObject({ lang: null })
  })

  test.each([
    [0, 'now'],
    [45, '45 seconds ago'],
    [3 * 60, '3 minutes ago'],
    [26 * 3600, '26 hours ago'],
    [47 * 3600, '47 hours ago'],
    [-43.5 * 3600, 'in 43 hours'],
    [2 * 86_400, '2 days ago'],
    [400 * 86_400, '13 months ago'],
    [-2 * 3600, 'in 2 hours'],
  ])('%i seconds before are told as %s', (seconds, text) => {
    const now = new Date(at.getTime() + seconds * 1000)
    expect(format.ago(at, now).text).toBe(text)
  })
})
