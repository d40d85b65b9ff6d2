import type { TrackedDatabase } from './database.ts'
import type { SeenDump } from './dump-changes.ts'
import { namedDatabases } from './expected-databases.ts'
import { expectedBetween } from './expected-times.ts'
import { awaitedMs } from './grace.ts'
import type { LedgerRun, Punctuality } from './run.ts'
import { blankRun, isOpen, type RunBook } from './run-book.ts'
import { canChange } from './zones.ts'

const secondMs = 1000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs

/** After a long absence the newest are enough: nobody reads a thousand rows that say nothing. */
const mostAtOnce = 400

/** Makes a row for each time that the schedule has asked for since the poll before. */
export function expectRuns({ facts, clock, ...book }: RunBook): void {
  const { schedule, isScheduleNew, watch, now } = facts
  if (!schedule || isScheduleNew) return
  const span = { after: clock.wallOf(watch.polledAt ?? watch.since), upTo: clock.wallOf(now) }
  for (const wall of expectedBetween(schedule, span, mostAtOnce)) {
    if (book.expectedAt(wall)) continue
    const at = clock.momentOf(wall)
    const row = blankRun(facts.newId(), at)
    book.put({ ...row, punctuality: 'due', expectedWall: wall, expectedAt: at })
  }
}

/** Says of each expected run that has not appeared what that means. */
export function settleExpected(book: RunBook, dumps: SeenDump[] | null): void {
  for (const run of book.all()) {
    if (!run.expectedWall || !isOpen(run)) continue
    if (isSkippedByClock(run.expectedWall, book)) book.remove(run)
    else book.put(settled(run, run.expectedWall, book, dumps))
  }
}

function settled(run: LedgerRun, wall: Date, book: RunBook, dumps: SeenDump[] | null): LedgerRun {
  if (run.punctuality === 'missed' || run.verdict === 'skipped') return run
  const at = run.punctuality === 'due' ? book.clock.momentOf(wall) : run.at
  const row = { ...run, at, expectedAt: at }
  const other = book.all().find((each) => isAtWork(each, at, book))
  if (other) return { ...row, punctuality: 'on-time', verdict: 'skipped', evidence: [locked] }
  const [punctuality, ...evidence] = standing(row, wall, book, dumps)
  return { ...row, punctuality, verdict: null, evidence }
}

const locked = 'Another backup was at work at that time, and the server runs one at a time'

function standing(
  { at, punctuality, evidence }: LedgerRun,
  wall: Date,
  { facts, clock, memory }: RunBook,
  dumps: SeenDump[] | null,
): [Punctuality, ...string[]] {
  const { now, serverNow, watch } = facts
  if (serverNow.getTime() < decidedAt(at, wall, facts, clock.offsetMinutes)) return ['due']
  const due =
    namedDatabases(facts) ?? memory.databases.filter(isStillExpected).map(({ name }) => name)
  const isDue = ({ kept }: SeenDump) => due.includes(kept.database)
  const why = at < watch.since ? notWatched : unread
  if (dumps === null) return ['not-watched', why]
  if (punctuality === 'not-watched' && evidence.includes(cleared)) return [punctuality, ...evidence]
  const readAt = watch.readAt?.getTime() ?? 0
  const aheadMs = serverNow.getTime() - now.getTime()
  const wasSeen = readAt + aheadMs >= at.getTime() && now.getTime() - readAt <= facts.graceMs
  if (wasSeen) return ['missed', nothingCame]
  if (wouldBeThere(at, wall, dumps.filter(isDue))) return ['missed', nothingCame, older]
  return ['not-watched', why, cleared]
}

const nothingCame =
  'No dump of that time has appeared: the run did not start, or ended before its first dump'
const older = 'Older ones are still there, so that one would be as well'
const notWatched = 'The panel was not watching at that time'
const unread = 'The server could not be read since then'
const cleared = 'What there was may have been cleared away'

/**
 * From then on nothing of it is awaited any more. A clock that was changed since the last dump makes
 * a run come an hour later than expected, or, in the hour that is left out, not at all that day.
 */
function decidedAt(
  at: Date,
  wall: Date,
  { graceMs, schedule }: RunBook['facts'],
  offset: number | null,
): number {
  const intervalMs = schedule?.intervalMs ?? 0
  if (offset === null) return at.getTime() + graceMs + 14 * hourMs
  const usual = at.getTime() + awaitedMs(graceMs, intervalMs)
  return mayBeLeftOut(wall, offset, offset + 60) ? usual + intervalMs : usual
}

/** Some clock is put forward over this time, from the one offset to the other. */
function mayBeLeftOut(wall: Date, before: number, after: number): boolean {
  const at = wall.getTime() - before * minuteMs
  const since = { at: new Date(at - hourMs), minutes: before }
  return canChange(since, { at: new Date(at), minutes: after })
}

/** What came before and after it shows that the clock was put forward over it: cron leaves such a time out. */
function isSkippedByClock(wall: Date, book: RunBook): boolean {
  const after = book.clock.offsetMinutes
  if (after === null) return false
  const before = after - 60
  const at = new Date(wall.getTime() - before * minuteMs)
  const wasBefore = book.clock.offsetAt(at) === before || offsetOfRunBefore(wall, book) === before
  return wasBefore && mayBeLeftOut(wall, before, after)
}

/** Dumps that tell the time are cleared away within a day; the runs that they made stay. */
function offsetOfRunBefore(wall: Date, book: RunBook): number | null {
  const offsets = book.all().flatMap(({ startedAt, expectedWall, expectedAt }) => {
    if (!startedAt || !expectedAt || !expectedWall || expectedWall >= wall) return []
    return [{ expectedWall, minutes: (Number(expectedWall) - Number(expectedAt)) / minuteMs }]
  })
  return offsets.sort((a, b) => Number(b.expectedWall) - Number(a.expectedWall))[0]?.minutes ?? null
}

function isAtWork(
  { startedAt, endedAt, verdict }: LedgerRun,
  at: Date,
  { facts }: RunBook,
): boolean {
  if (!startedAt || verdict === 'skipped' || verdict === 'queued') return false
  const seenAt = facts.dumps === null ? facts.watch.readAt : facts.serverNow
  const end = verdict === 'running' ? seenAt : endedAt
  // Times are whole seconds, and the scheduler takes a moment to begin.
  return end !== null && startedAt.getTime() <= at.getTime() + secondMs && at <= end
}

/** Of a database that is no longer dumped, nothing is cleared away either. */
function isStillExpected({ isExpected }: TrackedDatabase): boolean {
  return isExpected
}

/**
 * `last` holds every dump until it is cleared by age, `daily` the last one of each day. So an older dump
 * in either of them shows that one of this time would still be there.
 */
function wouldBeThere(at: Date, wall: Date, dumps: SeenDump[]): boolean {
  const before = dumps.filter(({ kept }) => kept.finishedAt < at)
  if (before.some(({ kept }) => kept.slots.includes('last'))) return true
  const isLastOfDay = !dumps.some((seen) => seen.wall > wall && dayOf(seen.wall) === dayOf(wall))
  return isLastOfDay && before.some(({ kept }) => kept.slots.includes('daily'))
}

function dayOf(wall: Date): string {
  return wall.toISOString().slice(0, 10)
}
