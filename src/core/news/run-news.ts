import { groupBy } from '../group-by.ts'
import type { LedgerFacts, LedgerMemory } from '../ledger/ledger.ts'
import type { LedgerRun } from '../ledger/run.ts'
import type { NewEvent, Severity } from '../monitor/event.ts'

/** Runs follow each other, so that a good one ends what a bad one began. */
const subject = 'run'

/** What a decided run is worth telling. */
interface Worth {
  severity: Severity
  title: string
  /** Behind a number. */
  several: string
}

/** Of the runs that were decided in this look, in the order of time; what is older than the news is history. */
export function runNews(memory: LedgerMemory, facts: LedgerFacts, runs: LedgerRun[]): NewEvent[] {
  if (facts.watch.polledAt === null) return []
  const known = new Map(memory.runs.map((run) => [run.id, run]))
  const newestKnown = newestDecided(memory.runs)
  const decided = runs
    .filter((run) => worthOf(run) && isNews(known.get(run.id), run) && run.at >= newestKnown)
    .sort((a, b) => a.at.getTime() - b.at.getTime())
  const wasOpen = memory.openSubjects.has(subject)
  const events = folded(decided, wasOpen, facts.now)
  const isOpen = events.length === 0 ? wasOpen : events.at(-1)?.severity !== 'resolved'
  return isOpen && wasTakenBack(memory, runs) ? [...events, takenBack(facts.now)] : events
}

/**
 * After a long silence many runs are decided at once: those that came to the same are told as one, and
 * doubts about some are not worth a word when a later one is proven.
 */
function folded(decided: LedgerRun[], wasOpen: boolean, now: Date): NewEvent[] {
  const isWellNow = decided.at(-1)?.verdict === 'verified'
  const told = decided.filter((run) => !(isWellNow && run.verdict === 'unproven'))
  const groups = groupBy(told, (run) => worthOf(run)?.title)
  const events = [...groups.values()].sort(byLast).flatMap((runs) => eventOf(runs, now))
  const problems = events.filter(({ severity }) => severity !== 'resolved')
  const ending = isWellNow ? events.filter(({ severity }) => severity === 'resolved').slice(-1) : []
  return problems.length > 0 || wasOpen ? [...problems, ...ending] : []
}

function byLast(a: LedgerRun[], b: LedgerRun[]): number {
  return (a.at(-1)?.at.getTime() ?? 0) - (b.at(-1)?.at.getTime() ?? 0)
}

function eventOf(runs: LedgerRun[], at: Date): NewEvent[] {
  const last = runs.at(-1)
  const worth = last && worthOf(last)
  if (!worth) return []
  const { severity, several } = worth
  const isOne = runs.length === 1 || severity === 'resolved'
  const title = isOne ? worth.title : `${runs.length} ${several}`
  return [{ kind: 'run', subject, severity, title, evidence: last.evidence, at }]
}

/** Null: not decided yet, or nothing to tell. */
function worthOf({ verdict, punctuality, startedAt, endedAt }: LedgerRun): Worth | null {
  if (punctuality === 'missed') return troubles.missed
  switch (verdict) {
    case 'failed':
    case 'partial':
    case 'lost':
    case 'delivery-failed':
    case 'unproven':
      return troubles[verdict]
    case 'verified':
      if (!startedAt && !endedAt) return null
      return punctuality === 'late' ? late : well
    default:
      return null
  }
}

const troubles = {
  missed: {
    severity: 'critical',
    title: 'A scheduled run was missed',
    several: 'scheduled runs were missed',
  },
  failed: { severity: 'critical', title: 'A run failed', several: 'runs failed' },
  partial: {
    severity: 'critical',
    title: 'A run left out some databases',
    several: 'runs left out some databases',
  },
  lost: {
    severity: 'warning',
    title: 'The server forgot a run before its end was seen',
    several: 'runs were forgotten by the server before their end was seen',
  },
  'delivery-failed': {
    severity: 'warning',
    title: 'The dumps are there, but their delivery failed',
    several: 'runs made their dumps, but could not deliver them',
  },
  unproven: {
    severity: 'warning',
    title: 'Nothing proves that a run succeeded',
    several: 'runs are not proven to have succeeded',
  },
} as const satisfies Record<string, Worth>

const late: Worth = { severity: 'resolved', title: 'A run came late', several: '' }
const well: Worth = { severity: 'resolved', title: 'Runs succeed again', several: '' }

function isNews(before: LedgerRun | undefined, after: LedgerRun): boolean {
  return before?.verdict !== after.verdict || before.punctuality !== after.punctuality
}

function newestDecided(runs: LedgerRun[]): Date {
  const decided = runs.filter((run) => worthOf(run)).map(({ at }) => at.getTime())
  return new Date(Math.max(0, ...decided))
}

function wasTakenBack(memory: LedgerMemory, runs: LedgerRun[]): boolean {
  const there = new Set(runs.map(({ id }) => id))
  return memory.runs.some((run) => run.punctuality === 'missed' && !there.has(run.id))
}

function takenBack(now: Date): NewEvent {
  return {
    kind: 'run',
    subject,
    severity: 'resolved',
    title: 'No run was missed',
    evidence: ['The server’s clock was put forward over the time of the run'],
    at: now,
  }
}
