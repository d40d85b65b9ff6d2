import { expect, test } from 'vitest'
import type { Findings } from '../../../src/core/monitor/findings.ts'
import { nextSnapshot } from '../../../src/core/monitor/next-snapshot.ts'
import type { Snapshot } from '../../../src/core/monitor/snapshot.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 8, minute))

const found = (minute: number, changes: Partial<Findings> = {}): Findings => ({
  at: at(minute),
  lateMs: 0,
  answerMs: 20,
  probe: null,
  judgement: { verdict: 'ok', evidence: [] },
  fault: null,
  schedule: null,
  inventory: null,
  activeJobs: null,
  settings: null,
  warnings: null,
  ...changes,
})

/** What polls of one server leave behind, one after the other. */
function follow(polls: Findings[]) {
  let before: Snapshot | null = null
  return polls.map((each) => {
    const circumstances = { serverId: 'a', pollIntervalMs: 60_000, changedHere: new Set<string>() }
    const next = nextSnapshot(before, each, circumstances)
    before = next.snapshot
    return next
  })
}

test('what a poll has read is kept, also while what it means is in doubt', () => {
  const inventory = { physicalBytes: 5, listedBytes: 20, dumpCount: 1 }
  const unknown: Findings['judgement'] = { verdict: 'unknown', evidence: ['Nobody can say'] }
  const [, doubted, believed] = follow([
    found(0, { settings: { SCHEDULE: '@daily' } }),
    found(1, { judgement: unknown, settings: { SCHEDULE: '99 99 * * *' }, inventory }),
    found(2, { judgement: unknown, settings: { SCHEDULE: '99 99 * * *' }, inventory }),
  ])
  expect(doubted?.snapshot).toMatchObject({ state: 'ok', doubtedState: 'unknown', ...inventory })
  expect(doubted?.snapshot.settings).toEqual({ SCHEDULE: '99 99 * * *' })
  expect(doubted?.snapshot.readAt).toEqual(at(1))
  expect(doubted?.events.map(({ kind }) => kind)).toEqual(['settings'])
  expect(believed?.events.map(({ kind }) => kind)).toEqual(['state'])
})
