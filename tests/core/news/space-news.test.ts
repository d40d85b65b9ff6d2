import { describe, expect, test } from 'vitest'
import type { SeenJob } from '../../../src/core/ledger/ledger.ts'
import { spaceNews } from '../../../src/core/news/space-news.ts'
import type { DiskSpace } from '../../../src/core/verdicts/log-space.ts'

const megabyte = 1_000_000
const now = new Date('2026-11-21T12:00:00Z')

function aJob(queuedAt: string, space?: DiskSpace): SeenJob {
  const at = new Date(queuedAt)
  const ended = {
    queuedAt: at,
    startedAt: at,
    endedAt: at,
    verdict: 'verified',
    evidence: [],
  } as const
  return { ...ended, id: queuedAt, startedBy: null, evidence: [], ...(space && { space }) }
}

const free = (megabytes: number) => ({ freeBytes: megabytes * megabyte, neededBytes: null })
const databases = [
  { lastBytes: 60 * megabyte, state: 'safe' },
  { lastBytes: 40 * megabyte, state: 'late' },
  { lastBytes: null, state: 'unknown' },
  { lastBytes: 500 * megabyte, state: 'gone' },
] as const

/** What is told after these jobs, while a run writes 100 MB, if this was told before. */
function told(jobs: SeenJob[] | null, open?: 'warning' | 'critical') {
  const openSubjects = new Map(open && [['space', open]])
  return spaceNews({ openSubjects }, { jobs, now }, [...databases])
}

describe('the disk of a server', () => {
  test('is nearly full when it has no room for three more runs', () => {
    expect(told([aJob('2026-11-21T03:00Z', free(299))])).toMatchObject([
      {
        severity: 'warning',
        subject: 'space',
        evidence: [
          'The last run found 299 MB free',
          'One run of all databases writes about 100 MB',
        ],
      },
    ])
    expect(told([aJob('2026-11-21T03:00Z', free(300))])).toEqual([])
  })

  test('is too full when a run did not begin', () => {
    const space = { freeBytes: 50 * megabyte, neededBytes: 100 * megabyte }
    expect(told([aJob('2026-11-21T03:00Z', space)])).toMatchObject([
      { severity: 'critical', title: 'Its disk is too full to back up' },
    ])
  })

  test('is told of once, and again when it becomes too full to back up, or less so', () => {
    const nearly = [aJob('2026-11-21T03:00Z', free(10))]
    const full = [aJob('2026-11-21T03:00Z', { ...free(10), neededBytes: 100 * megabyte })]
    expect(told(nearly, 'warning')).toEqual([])
    expect(told(full, 'critical')).toEqual([])
    expect(told(full, 'warning')).toMatchObject([
      { severity: 'critical', title: 'Its disk is too full to back up' },
    ])
    expect(told(nearly, 'critical')).toMatchObject([
      { severity: 'warning', title: 'Its disk is nearly full' },
    ])
  })

  test('is as the newest job found it that tells', () => {
    const jobs = [
      aJob('2026-11-19T03:00Z', free(10)),
      aJob('2026-11-20T03:00Z', free(900)),
      aJob('2026-11-21T03:00Z'),
    ]
    expect(told(jobs)).toEqual([])
    expect(told(jobs, 'warning')).toMatchObject([
      { severity: 'resolved', evidence: ['The last run found 900 MB free'] },
    ])
  })

  test.each([[null], [[]], [[aJob('2026-11-21T03:00Z')]]])('is not known from %j', (jobs) => {
    expect(told(jobs)).toEqual([])
    expect(told(jobs, 'critical')).toEqual([])
  })
})
