import type { Dump } from '../dumps/backup.ts'
import { isFuture } from '../monitor/clock-skew.ts'
import { newsOf } from '../news/news.ts'
import { serverClock } from './clock.ts'
import { trackDatabases } from './database-states.ts'
import { describeScheduled } from './describe-scheduled.ts'
import { type SeenDump, type SeenDumps, seeDumps } from './dump-changes.ts'
import { expectRuns, settleExpected } from './expectations.ts'
import { claimForJobs, describeJobs, enterJobs } from './job-runs.ts'
import type { LedgerChanges, LedgerFacts, LedgerMemory } from './ledger.ts'
import type { LedgerRun } from './run.ts'
import { isOpen, type RunBook, runBook } from './run-book.ts'
import { placeDumps } from './scheduled-runs.ts'

/**
 * Enters one look at a server into its ledger. Entering the same look again changes nothing, so a poll
 * that was broken off may be repeated.
 */
export function examineLedger(remembered: LedgerMemory, facts: LedgerFacts): LedgerChanges {
  const { utcOffsetMinutes: offsetMinutes, now } = facts
  const lastRunAt = facts.status?.lastBackup?.at ?? null
  const memory = { ...remembered, runs: remembered.runs.filter((run) => !isAhead(run, now)) }
  const clock = serverClock(facts.dumps ?? [], { offsetMinutes, lastRunAt, now })
  const book = runBook(memory, facts, clock)
  enterJobs(book)
  expectRuns(book)
  const seen = facts.dumps && enterDumps(book, facts.dumps, lastRunAt)
  settleExpected(book, seen?.listed ?? null)
  const runs = book.all()
  const databases = trackDatabases(book, seen, newestOf(runs))
  return {
    runs: changed(memory.runs, runs, ({ id }) => id),
    removedRunIds: memory.runs.filter(({ id }) => !book.find(id)).map(({ id }) => id),
    dumps: seen ? changed(memory.dumps, rowsOf(seen), ({ identity }) => identity) : [],
    databases: changed(memory.databases, databases, ({ name }) => name),
    events: newsOf(memory, facts, { runs, databases, seen }),
  }
}

function enterDumps(book: RunBook, dumps: Dump[], lastRunAt: Date | null): SeenDumps {
  const { memory, facts, clock } = book
  const { jobs, now, serverNow } = facts
  const look = { dumps, jobs: jobs ?? [], lastRunAt, clock, now, serverNow }
  const seen = seeDumps(memory.dumps, look)
  const listed = placeDumps(book, claimForJobs(book, seen.listed))
  describeJobs(book, listed)
  describeScheduled(book, listed)
  return { ...seen, listed }
}

/** A scheduled run that was told from files dated in the future, or while the panel's clock was wrong. */
function isAhead({ at, jobId }: LedgerRun, now: Date): boolean {
  return jobId === null && isFuture(at, now)
}

function rowsOf({ listed, future, vanished }: SeenDumps) {
  const there = [...listed, ...future].filter(({ isUnderWay }: SeenDump) => !isUnderWay)
  return [...there.map(({ kept }) => kept), ...vanished]
}

function newestOf(runs: LedgerRun[]): LedgerRun | null {
  const begun = runs.filter((run) => !isOpen(run))
  return begun.reduce<LedgerRun | null>((a, b) => (a && a.at >= b.at ? a : b), null)
}

/** Rows that are new, or not as they were. */
function changed<T extends object>(before: T[], after: T[], keyOf: (row: T) => string): T[] {
  const known = new Map(before.map((row) => [keyOf(row), row]))
  return after.filter((row) => {
    const old = known.get(keyOf(row))
    return old === undefined || (old !== row && !isSame(old, row))
  })
}

/** Rows are plain data, so the spelling of each field tells. */
function isSame<T extends object>(a: T, b: T): boolean {
  const others = new Map(Object.entries(b))
  return Object.entries(a).every(
    ([field, value]) => value === others.get(field) || spelt(value) === spelt(others.get(field)),
  )
}

function spelt(value: unknown): string {
  return value instanceof Date ? value.toISOString() : JSON.stringify(value)
}
