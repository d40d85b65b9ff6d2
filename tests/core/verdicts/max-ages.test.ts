import { describe, expect, test } from 'vitest'
import { aDump } from '../builders.ts'
import { dumps, hourMs, judge, status } from './server-cases.ts'

const ageOf = (database: string, hours: number) => ({ database, maxAgeMs: hours * hourMs })
const dumpOf = (database: string, modifiedAt: string) =>
  aDump({ database, modifiedAt: new Date(modifiedAt) })

const tonight = '2026-11-20T21:56:08Z'
const fourNightsAgo = '2026-11-16T21:56:08Z'
const unnamed = { expectedDatabases: null }

describe('an age that was set for one database', () => {
  test.each([unnamed, { expectedDatabases: ['app', 'shop'] }])(
    'does not stand for the others: %o',
    (names) => {
      const all = dumps(dumpOf('app', fourNightsAgo), dumpOf('shop', fourNightsAgo))
      const { verdict, evidence } = judge({
        ...names,
        dumps: all,
        databaseMaxAges: [ageOf('shop', 200)],
      })
      expect(verdict).toBe('late')
      expect(evidence).toEqual([
        'The last dump of app is 4 days old; the schedule asks for one every 24 hours',
      ])
    },
  )

  test.each([unnamed, { expectedDatabases: ['shop'] }])('asks for dumps of it: %o', (names) => {
    const facts = { ...names, databaseMaxAges: [ageOf('archive', 48)] }
    const shop = dumpOf('shop', tonight)
    const aged = judge({ ...facts, dumps: dumps(shop, dumpOf('archive', fourNightsAgo)) })
    expect(aged.verdict).toBe('late')
    expect(aged.evidence).toEqual(['The last dump of archive is 4 days old; it may be 2 days old'])
    const gone = judge({ ...facts, dumps: dumps(shop) })
    expect(gone).toMatchObject({ verdict: 'failing', evidence: ['There is no dump of archive'] })
  })

  test('asks for nothing where the whole cluster is dumped', () => {
    const facts = { status: status('OK', true), databaseMaxAges: [ageOf('archive', 48)] }
    expect(judge({ ...facts, dumps: dumps(dumpOf('cluster', tonight)) }).verdict).toBe('ok')
  })
})
