import type { ServerClock } from './clock.ts'
import type { LedgerFacts, LedgerMemory } from './ledger.ts'
import type { LedgerRun } from './run.ts'

/** The runs of one server while a look at it is entered. Runs are replaced, never changed. */
export interface RunBook {
  facts: LedgerFacts
  memory: LedgerMemory
  clock: ServerClock
  all(): LedgerRun[]
  find(id: string): LedgerRun | undefined
  expectedAt(wall: Date): LedgerRun | undefined
  ofJob(jobId: string): LedgerRun | undefined
  put(run: LedgerRun): LedgerRun
  remove(run: LedgerRun): void
}

export function runBook(memory: LedgerMemory, facts: LedgerFacts, clock: ServerClock): RunBook {
  const runs = new Map<string, LedgerRun>()
  const byWall = new Map<number, string>()
  const byJob = new Map<string, string>()
  const find = (id: string | undefined) => (id === undefined ? undefined : runs.get(id))
  const put = (run: LedgerRun) => {
    runs.set(run.id, run)
    if (run.expectedWall) byWall.set(run.expectedWall.getTime(), run.id)
    if (run.jobId !== null) byJob.set(run.jobId, run.id)
    return run
  }
  for (const run of memory.runs) put(run)
  return {
    facts,
    memory,
    clock,
    all: () => [...runs.values()],
    find,
    expectedAt: (wall) => find(byWall.get(wall.getTime())),
    ofJob: (jobId) => find(byJob.get(jobId)),
    put,
    remove: (run) => {
      runs.delete(run.id)
    },
  }
}

/** Nothing of it has appeared. */
export function isOpen({ startedAt, endedAt, jobId }: LedgerRun): boolean {
  return startedAt === null && endedAt === null && jobId === null
}

/** With nothing known but where it stands in time. */
export function blankRun(id: string, at: Date): LedgerRun {
  return {
    id,
    origin: 'schedule',
    punctuality: 'unscheduled',
    expectedWall: null,
    expectedAt: null,
    startedAt: null,
    endedAt: null,
    at,
    jobId: null,
    startedBy: null,
    verdict: null,
    evidence: [],
    databases: [],
    sizeBytes: 0,
  }
}
