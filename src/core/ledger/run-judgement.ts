import type { Dump } from '../dumps/backup.ts'
import type { Judgement, RunVerdict } from '../verdicts/verdict.ts'
import { bytes, count, series } from '../wording.ts'
import type { SeenDump } from './dump-changes.ts'
import type { LedgerFacts } from './ledger.ts'
import type { LedgerRun, RunDatabase } from './run.ts'

/** What a run that nobody but the schedule asked for has to show. */
export interface ScheduledFacts {
  databases: RunDatabase[]
  /** Those in `databases` must each have a dump, rather than: had one before. */
  isNamed: boolean
  /** Whole, but in `last` alone, where a run leaves what it did not come to the end of. */
  unlinked: string[]
  /** What the server's status says of this very run, in capitals. Null: nothing. */
  word: string | null
  isOver: boolean
}

/** By the same rules as a job's run, on less evidence: there is no log, and the status may be silent. */
export function judgeScheduled(facts: ScheduledFacts): Judgement<RunVerdict> {
  const { databases, word, isNamed, isOver } = facts
  const good = named(databases, 'new')
  const missing = named(databases, 'missing')
  const isComplete = missing.length === 0 && good.length > 0
  if (!isOver && !isComplete) return { verdict: 'running', evidence: [...newDumps(databases)] }
  const contrary = contraryFacts(facts, missing)
  if (good.length === 0)
    return { verdict: 'failed', evidence: contrary.length > 0 ? contrary : [nothing] }
  if (contrary.length > 0) {
    return { verdict: 'partial', evidence: [...contrary, ...newDumps(databases)] }
  }
  const doubts = [
    ...(missing.length > 0 && !isNamed && word !== 'OK' ? [absent(missing)] : []),
    ...(word === 'OK' ? [] : facts.unlinked.map(unlinkedSentence)),
  ]
  if (doubts.length > 0) {
    return { verdict: 'unproven', evidence: [...doubts, ...newDumps(databases)] }
  }
  return { verdict: 'verified', evidence: [...newDumps(databases), proof(word)] }
}

/** The status speaks of the run that began last before it was written, if that had just ended then. */
export function spokenOf({ status }: LedgerFacts, runs: LedgerRun[]): LedgerRun | null {
  const saidAt = status?.lastBackup?.at
  if (!saidAt) return null
  const before = runs.filter((run) => didWork(run) && beginOf(run) <= saidAt)
  const last = before.reduce<LedgerRun | null>(
    (a, b) => (a && beginOf(a) >= beginOf(b) ? a : b),
    null,
  )
  const lagMs = saidAt.getTime() - (last?.endedAt?.getTime() ?? Number.NEGATIVE_INFINITY)
  return lagMs >= -2000 && lagMs < wordLagMs ? last : null
}

/** The status is written when the last dump has been sent away. */
const wordLagMs = 60 * 60_000

function didWork({ verdict }: LedgerRun): boolean {
  return verdict !== 'skipped' && verdict !== 'queued'
}

function beginOf({ startedAt, at }: LedgerRun): Date {
  return startedAt ?? at
}

export function unlinkedOf(own: SeenDump[], cut: ReadonlySet<Dump>): string[] {
  return own
    .filter(({ dump }) => cut.has(dump) || dump.files.every(({ slot }) => slot === 'last'))
    .map(({ dump }) => dump.database)
}

const nothing = 'A dump was begun, and nothing came of it'

function contraryFacts({ databases, word, isNamed }: ScheduledFacts, missing: string[]): string[] {
  const empty = named(databases, 'empty')
  return [
    ...(word === 'FAILED' ? ['The server’s status says that this run failed'] : []),
    ...((isNamed || word === 'FAILED') && missing.length > 0
      ? [`No new dump of ${series(missing)} appeared`]
      : []),
    ...empty.map((name) => `The new dump of ${name} is empty`),
  ]
}

function absent(missing: string[]): string {
  return `No new dump of ${series(missing)} appeared, and nothing says whether there should be one`
}

function unlinkedSentence(database: string): string {
  return `The dump of ${database} is in “last” only, and nothing says that it is whole`
}

function proof(word: string | null): string {
  return word === 'OK'
    ? 'The server’s status says that this run succeeded'
    : 'The run came as far as linking each dump into the other slots'
}

function named(databases: RunDatabase[], outcome: RunDatabase['outcome']): string[] {
  return databases.filter((each) => each.outcome === outcome).map(({ name }) => name)
}

const sentencesShown = 8

function newDumps(databases: RunDatabase[]): string[] {
  const made = databases.filter(({ outcome }) => outcome === 'new')
  const shown = made
    .slice(0, sentencesShown)
    .map(({ name, sizeBytes }) => `New dump of ${name}: ${bytes(sizeBytes)}`)
  const rest = made.length - shown.length
  return rest > 0 ? [...shown, `New dumps of ${count(rest, 'more database')}`] : shown
}
