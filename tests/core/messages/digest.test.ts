import { describe, expect, test } from 'vitest'
import { type DigestPlan, nextDigestAt } from '../../../src/core/alerts/digest-plan.ts'
import { digestText } from '../../../src/core/messages/digest.ts'
import { aDatabase, aFleet, aServer, hoursAgo, now } from '../alerts/fleet-builders.ts'

const day = 24 * 3_600_000
const told = (changes = {}, openProblems = 0, grownBytes = new Map<string, number>()) =>
  digestText({ facts: aFleet(changes), grownBytes, openProblems, spanMs: day, now })

describe('the summary', () => {
  test('of a fleet that is well is for information', () => {
    const runs = [
      { punctuality: 'on-time' as const, verdict: 'verified' as const, runs: 6 },
      { punctuality: 'missed' as const, verdict: null, runs: 1 },
    ]
    expect(told({ runs })).toEqual({
      severity: 'info',
      title: '1 of 1 database safe',
      lines: [
        'Runs in the last 24 hours: 6, of these 6 verified and 0 failed; 1 missed.',
        'Open problems: 0.',
        'Stored: 1.2 GB on 1 server.',
      ],
    })
  })

  test('names what is not safe, the worst first, with its age', () => {
    const databases = [
      aDatabase(),
      aDatabase({ name: 'crm', state: 'late', lastGoodAt: hoursAgo(30) }),
      aDatabase({ name: 'new', state: 'failing', lastGoodAt: null }),
    ]
    const { severity, title, lines } = told({ databases }, 2)
    expect([severity, title]).toEqual(['critical', '1 of 3 databases safe'])
    expect(lines.slice(0, 2)).toEqual([
      'Failing: Shop/new (never dumped).',
      'Late: Shop/crm (30 hours old).',
    ])
  })

  test('calls nothing safe that nobody has looked at for long', () => {
    const { severity, title, lines } = told({
      servers: [aServer({ polledAt: hoursAgo(9), readAt: hoursAgo(9) })],
    })
    expect([severity, title]).toEqual(['warning', '0 of 1 database safe'])
    expect(lines).toContain('Servers to look at: Shop (unknown).')
  })

  test('calls nothing safe of a server that was asked just now and did not answer for long', () => {
    const servers = [aServer({ state: 'unreachable', readAt: hoursAgo(9) })]
    const { severity, title, lines } = told({ servers })
    expect([severity, title]).toEqual(['warning', '0 of 1 database safe'])
    expect(lines).toContain('Unknown: Shop/orders (5 hours old).')
  })

  test.each([
    [
      'more',
      [1_000_000, 200_000_000],
      'Stored: 2.4 GB on 2 servers, 201 MB more than 24 hours ago.',
    ],
    ['less', [0, -5_000_000], 'Stored: 2.4 GB on 2 servers, 5 MB less than 24 hours ago.'],
    ['as much', [0, 0], 'Stored: 2.4 GB on 2 servers, as much as 24 hours ago.'],
    ['of some', [7_000], 'Stored: 2.4 GB on 2 servers; on 1 of them 7 kB more than 24 hours ago.'],
    ['of none', [], 'Stored: 2.4 GB on 2 servers.'],
  ])('says what is stored, and since when it grew: %s', (_, grown, line) => {
    const servers = [aServer(), aServer({ id: 's2' }), aServer({ id: 's3', isEnabled: false })]
    const grownBytes = new Map(grown.map((bytes, index) => [`s${index + 1}`, bytes]))
    expect(told({ servers }, 0, grownBytes.set('s3', 9)).lines.at(-1)).toBe(line)
  })

  test('names no more than people read', () => {
    const databases = Array.from({ length: 40 }, (_, n) =>
      aDatabase({ name: `d${n}`, state: 'late' }),
    )
    expect(told({ databases }).lines[0]).toMatch(/d9 \(5 hours old\) and 30 more\.$/)
  })
})

describe('the next summary', () => {
  const plan: DigestPlan = {
    ...{ cadence: 'daily', weekday: 1, minute: 480, zone: 'Europe/Berlin', channelIds: [] },
  }
  test.each([
    ['daily, later today', plan, '2026-11-21T05:00:00Z', '2026-11-21T07:00:00Z'],
    ['daily, at its very time', plan, '2026-11-21T07:00:00Z', '2026-11-22T07:00:00Z'],
    [
      'weekly',
      { ...plan, cadence: 'weekly' as const },
      '2026-11-21T12:00:00Z',
      '2026-11-23T07:00:00Z',
    ],
    ['over the end of summer time', plan, '2026-10-24T12:00:00Z', '2026-10-25T07:00:00Z'],
    ['off', { ...plan, cadence: 'off' as const }, '2026-11-21T12:00:00Z', null],
  ])('%s', (_, given, at, expected) => {
    expect(nextDigestAt(given, new Date(at))).toEqual(expected && new Date(expected))
  })
})
