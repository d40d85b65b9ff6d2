import { expect, test } from 'vitest'
import { groupIntoDumps } from '../../../src/core/dumps/dump.ts'
import type { ServerFacts } from '../../../src/core/verdicts/server-state.ts'
import type { ServerState } from '../../../src/core/verdicts/verdict.ts'
import { inAllSlots } from '../builders.ts'
import { dumps, hourMs, judge, shop, status } from './server-cases.ts'

const linkedOf = (time: string) => groupIntoDumps(inAllSlots({ modifiedAt: new Date(time) }))
const ofFuture = linkedOf('2030-01-01T03:01:30Z')
const nextMonth = linkedOf('2026-12-20T03:01:30Z')

test.each<[string, Partial<ServerFacts>, ServerState, string]>([
  [
    'a dump of the future beside an old one',
    { dumps: dumps(...ofFuture, ...linkedOf('2026-11-17T21:56:08Z')) },
    'late',
    'The last dump of shop is 3 days old',
  ],
  [
    'a dump of the future beside a fresh one, of which it says nothing',
    { dumps: dumps(...ofFuture, shop) },
    'ok',
    '1 dump dated in the future proves nothing',
  ],
  [
    'nothing but dumps of the future, whatever age is allowed',
    { dumps: dumps(...ofFuture, ...nextMonth), maxAgeMs: hourMs },
    'unknown',
    '2 dumps dated in the future prove nothing',
  ],
  [
    'nothing but a dump of the future, and a run that failed',
    { dumps: dumps(...ofFuture), status: status('FAILED') },
    'failing',
    'last run failed',
  ],
  [
    'a dump by a clock that is hours ahead',
    { dumps: dumps(...linkedOf('2026-11-21T21:56:08Z')) },
    'ok',
    'Every database has a dump',
  ],
])('%s', (_, facts, verdict, because) => {
  const judgement = judge(facts)
  expect(judgement.verdict).toBe(verdict)
  expect(judgement.evidence.join('\n')).toContain(because)
})
