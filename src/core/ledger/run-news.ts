import type { NewEvent, Severity } from '../monitor/event.ts'
import type { LedgerFacts, LedgerMemory } from './ledger.ts'
import type { LedgerRun } from './run.ts'

/** Runs follow each other, so that a good one ends what a bad one began. */
const subject = 'run'

type Worth = { severity: Severity; title: string } | null

/** Of the runs that were decided in this look, in the order of time; what is older than the news is history. */
export function runNews(memory: LedgerMemory, facts: LedgerFacts, runs: LedgerRun[]): NewEvent[] {
  if (facts.watch.polledAt === null) return []
  const known = new Map(memory.runs.map((run) => [run.id, run]))
  const newestKnown = newestDecided(memory.runs)
  const decided = runs
    .filter((run) => worthOf(run) && isNews(known.get(run.id), run))
    .filter((run) => run.at >= newestKnown)
    .sort((a, b) => a.at.getTime() - b.at.getTime())
  const events: NewEvent[] = []
  let isOpen = memory.openSubjects.has(subject)
  for (const run of decided) {
    const worth = worthOf(run)
    if (!worth || (worth.severity === 'resolved' && !isOpen)) continue
    isOpen = worth.severity !== 'resolved'
    events.push({ kind: 'run', subject, ...worth, evidence: run.evidence, at: facts.now })
  }
  return isOpen && wasTakenBack(memory, runs) ? [...events, takenBack(facts.now)] : events
}

/** Null: not decided yet, or nothing to tell. */
function worthOf({ verdict, punctuality, startedAt, endedAt }: LedgerRun): Worth {
  if (punctuality === 'missed') return { severity: 'critical', title: 'A scheduled run was missed' }
  switch (verdict) {
    case 'failed':
      return { severity: 'critical', title: 'A run failed' }
    case 'partial':
      return { severity: 'critical', title: 'A run left out some databases' }
    case 'lost':
      return { severity: 'warning', title: 'The server forgot a run before its end was seen' }
    case 'delivery-failed':
      return { severity: 'warning', title: 'The dumps are there, but their delivery failed' }
    case 'unproven':
      return { severity: 'warning', title: 'Nothing proves that a run succeeded' }
    case 'verified': {
      const isLate = punctuality === 'late'
      const has = startedAt ?? endedAt
      return (
        has && { severity: 'resolved', title: isLate ? 'A run came late' : 'Runs succeed again' }
      )
    }
    default:
      return null
  }
}

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
