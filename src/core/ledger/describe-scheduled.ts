import type { Dump } from '../dumps/backup.ts'
import { groupBy } from '../group-by.ts'
import { brokenOff } from '../verdicts/broken-off.ts'
import type { SeenDump } from './dump-changes.ts'
import { expectedLongAgo, expectedNow, type Spans, spansOf } from './expected-databases.ts'
import type { LedgerFacts } from './ledger.ts'
import type { LedgerRun } from './run.ts'
import { isOpen, type RunBook } from './run-book.ts'
import { judgeScheduled, spokenOf, unlinkedOf } from './run-judgement.ts'
import { outcomesOf, totalBytes } from './run-outcomes.ts'
import { pauseMs } from './scheduled-runs.ts'

/** Judges the scheduled runs that there is news of. A verdict stands once the run is well over. */
export function describeScheduled(book: RunBook, dumps: SeenDump[]): void {
  const members = groupBy(dumps, ({ kept }) => kept.runId)
  const known = new Set(book.memory.dumps.map(({ runId, identity }) => `${runId} ${identity}`))
  const isNew = ({ kept }: SeenDump) => !known.has(`${kept.runId} ${kept.identity}`)
  const runs = book.all().filter((run) => !isOpen(run))
  const begun = runs.filter((run) => run.jobId === null)
  const due = begun.filter((run) => isUndecided(run, members.get(run.id) ?? [], book, isNew))
  if (due.length === 0) return
  const around = {
    book,
    spans: spansOf(dumps),
    cut: brokenOff(dumps.map(({ dump }) => dump)),
    newestAt: begun.reduce((newest, { at }) => Math.max(newest, at.getTime()), 0),
    spoken: spokenOf(book.facts, runs)?.id ?? null,
  }
  for (const run of due) book.put(described(run, members.get(run.id) ?? [], around))
}

interface Surroundings {
  book: RunBook
  spans: Spans
  cut: ReadonlySet<Dump>
  newestAt: number
  /** The id of the run that the server's status speaks of. */
  spoken: string | null
}

function isUndecided(
  run: LedgerRun,
  own: SeenDump[],
  { facts }: RunBook,
  isNew: (seen: SeenDump) => boolean,
): boolean {
  return (
    run.verdict === null ||
    run.verdict === 'running' ||
    isFresh(run, facts.serverNow) ||
    own.some(isNew)
  )
}

function isFresh({ endedAt }: LedgerRun, now: Date): boolean {
  return endedAt !== null && now.getTime() - endedAt.getTime() < pauseMs
}

function described(run: LedgerRun, own: SeenDump[], around: Surroundings): LedgerRun {
  const { facts, ...book } = around.book
  const made = own.filter(({ isUnderWay }) => !isUnderWay)
  const word = run.id === around.spoken ? wordOf(facts) : null
  const isOfNow = run.at.getTime() >= around.newestAt || isFresh(run, facts.serverNow)
  const expected = isOfNow
    ? expectedNow(run, book.all(), facts)
    : expectedLongAgo(run, made, { spans: around.spans, facts })
  const databases = outcomesOf(run.databases, made, expected.names).filter(
    ({ outcome }) => outcome !== 'missing' || expected.isCertain || word !== 'OK',
  )
  const silentMs = facts.serverNow.getTime() - (run.endedAt ?? run.at).getTime()
  const judgement = judgeScheduled({
    databases,
    isNamed: expected.isCertain,
    word,
    unlinked: unlinkedOf(made, around.cut).filter((name) => !wasProven(run, name)),
    isOver: made.length === own.length && (word !== null || silentMs >= pauseMs),
  })
  return { ...run, ...judgement, databases, sizeBytes: totalBytes(databases) }
}

/** A run that comes later the same day takes the names in the other slots: that takes nothing back. */
function wasProven({ verdict, databases }: LedgerRun, name: string): boolean {
  return verdict === 'verified' && databases.some((each) => each.name === name)
}

function wordOf({ status }: LedgerFacts): string | null {
  return status?.lastBackup?.status.trim().toUpperCase() ?? null
}
