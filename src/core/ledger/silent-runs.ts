import type { LedgerChanges } from './ledger.ts'
import type { LedgerRun } from './run.ts'

const silenceMs = 24 * 60 * 60 * 1000

/** Nothing was heard of a server for so long that what was at work then no longer counts as at work. */
export function isSilent(readAt: Date, now: Date): boolean {
  return now.getTime() - readAt.getTime() > silenceMs
}

export function isUnderWay({ verdict }: LedgerRun): boolean {
  return verdict === 'running' || verdict === 'queued'
}

export function lost(run: LedgerRun, why: string): LedgerRun {
  return { ...run, verdict: 'lost', evidence: [why] }
}

const paused = 'The server was paused before its end was seen'

/** What follows for the ledger of a server that is paused, and silent by that: no news, but nothing is at work for ever. */
export function endSilentRuns(runs: LedgerRun[]): LedgerChanges {
  const ended = runs.filter(isUnderWay).map((run) => lost(run, paused))
  return { runs: ended, removedRunIds: [], dumps: [], databases: [], events: [] }
}
