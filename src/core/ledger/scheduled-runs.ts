import type { SeenDump } from './dump-changes.ts'
import { expectedAtOrBefore } from './expected-times.ts'
import type { LedgerRun } from './run.ts'
import { blankRun, isOpen, type RunBook } from './run-book.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** One database is dumped after the other; between them a dump may be sent away, which takes its time. */
export const pauseMs = 30 * minuteMs

/** Finds the run of each dump that no job has made: one that it continues, or one that begins with it. */
export function placeDumps(book: RunBook, dumps: SeenDump[]): SeenDump[] {
  const taken = new Map<string, Set<string>>()
  const take = ({ kept }: SeenDump, run: LedgerRun) => {
    taken.set(run.id, (taken.get(run.id) ?? new Set()).add(kept.database))
  }
  for (const seen of dumps) {
    const run = seen.kept.runId === null ? undefined : book.find(seen.kept.runId)
    if (!run) continue
    take(seen, run)
    // It was taken for whole while it stood still, and has grown since.
    if (seen.isNew && run.jobId === null) book.put(extended(run, seen))
  }
  const candidates = book.all().filter(isScheduled)
  const remembered = candidates.length
  const placed = new Map<SeenDump, string>()
  for (const seen of dumps.filter(isHomeless).sort(oldestFirst)) {
    const isFree = (run: LedgerRun) => !taken.get(run.id)?.has(seen.kept.database)
    const near = candidates.map(({ id }) => book.find(id)).filter((run) => run !== undefined)
    const run = continued(seen, near, isFree, book) ?? begun(seen, book)
    book.put(extended(run, seen))
    take(seen, run)
    placed.set(seen, run.id)
    if (!near.some(({ id }) => id === run.id)) candidates.push(run)
    // Dumps come in the order of time: on a first look only the last few runs can be continued.
    if (candidates.length > remembered + 4) candidates.splice(remembered, 1)
  }
  return dumps.map((seen) => {
    const runId = placed.get(seen)
    return runId === undefined ? seen : { ...seen, kept: { ...seen.kept, runId } }
  })
}

function isHomeless({ kept, isNew, isUnderWay }: SeenDump): boolean {
  // What is known and has no run belonged to one that is too old to be kept.
  if (!isNew || (isUnderWay && kept.startedAt === null)) return false
  return kept.runId === null && kept.database !== ''
}

function isScheduled(run: LedgerRun): boolean {
  return run.jobId === null && !isOpen(run)
}

function oldestFirst(a: SeenDump, b: SeenDump): number {
  return beginOf(a).getTime() - beginOf(b).getTime()
}

function beginOf({ kept }: SeenDump): Date {
  return kept.startedAt ?? kept.finishedAt
}

function continued(
  seen: SeenDump,
  runs: LedgerRun[],
  isFree: (run: LedgerRun) => boolean,
  book: RunBook,
): LedgerRun | undefined {
  const next = runs.filter((run) => isFree(run) && isNextTo(seen, run, book))
  const { serverNow: now } = book.facts
  const nearest = next.sort((a, b) => apartMs(seen, a, now) - apartMs(seen, b, now))[0]
  return nearest ?? runs.find((run) => isOfSameHour(seen, run, book))
}

/** How long neither was at work; 0 when they overlap. */
function apartMs(seen: SeenDump, run: LedgerRun, now: Date): number {
  const begin = (run.startedAt ?? run.at).getTime()
  const end = run.verdict === 'running' ? now : (run.endedAt ?? run.at)
  // A file may be dated a little ahead, and what has begun has not ended before.
  const ended = Math.max(begin, end.getTime())
  return Math.max(0, beginOf(seen).getTime() - ended, begin - seen.kept.finishedAt.getTime())
}

/** It follows the run or comes right before it, and the schedule did not ask for a new one in between. */
function isNextTo(seen: SeenDump, run: LedgerRun, { facts }: RunBook): boolean {
  const apart = apartMs(seen, run, facts.serverNow)
  if (apart > pauseMs) return false
  if (apart === 0 || !facts.schedule) return true
  const isAfter = beginOf(seen) > (run.startedAt ?? run.at)
  const end = isAfter ? seen.wall.getTime() : seen.wall.getTime() + apart
  const asked = expectedAtOrBefore(facts.schedule, new Date(end))
  return asked === null || asked.getTime() <= end - apart
}

/** Where a run is asked for several times an hour, all of an hour share one row. */
function isOfSameHour(seen: SeenDump, run: LedgerRun, { facts, clock }: RunBook): boolean {
  const { schedule } = facts
  if (!schedule || !run.startedAt) return false
  const wall = run.expectedWall ?? clock.wallOf(run.startedAt)
  if (hourOf(wall) !== hourOf(seen.wall)) return false
  if (schedule.intervalMs !== null && schedule.intervalMs < hourMs) return true
  const last = schedule.lastBefore(new Date(seen.wall.getTime() + 1))
  const first = expectedAtOrBefore(schedule, seen.wall)
  return last !== null && first !== null && last > first && hourOf(last) === hourOf(seen.wall)
}

function hourOf(wall: Date): number {
  return Math.floor(wall.getTime() / hourMs)
}

/** The run that begins with this dump: the one that the schedule asked for, or another. */
function begun(seen: SeenDump, book: RunBook): LedgerRun {
  const { facts } = book
  const wall = askedForAt(seen, book)
  const lagMs = wall ? seen.wall.getTime() - wall.getTime() : Number.POSITIVE_INFINITY
  const row = wall ? book.expectedAt(wall) : undefined
  const isMeant = lagMs <= longestLagMs(seen, book) && (row === undefined || isOpen(row))
  if (!wall || !isMeant) {
    const punctuality = isRepeated(seen, row, lagMs) ? 'on-time' : 'unscheduled'
    return { ...blankRun(facts.newId(), beginOf(seen)), punctuality }
  }
  const isLate = seen.kept.startedAt !== null && lagMs > facts.graceMs
  return {
    ...(row ?? blankRun(facts.newId(), beginOf(seen))),
    punctuality: isLate ? 'late' : 'on-time',
    expectedWall: wall,
    expectedAt: new Date(beginOf(seen).getTime() - lagMs),
    verdict: null,
    evidence: [],
  }
}

/** A run that the former schedule asked for may still appear after the schedule was changed. */
function askedForAt(seen: SeenDump, { facts, memory }: RunBook): Date | null {
  const last = facts.schedule && expectedAtOrBefore(facts.schedule, seen.wall)
  const due = memory.runs.flatMap(({ punctuality, expectedWall }) =>
    punctuality === 'due' && expectedWall && expectedWall <= seen.wall ? [expectedWall] : [],
  )
  return due.reduce((a, b) => (a && a >= b ? a : b), last)
}

/** An hour after its time by the sun, at its time by the clock: that was put back, and cron ran again. */
function isRepeated(seen: SeenDump, row: LedgerRun | undefined, lagMs: number): boolean {
  if (!row?.expectedAt || lagMs > 5 * minuteMs) return false
  const apart = beginOf(seen).getTime() - lagMs - row.expectedAt.getTime()
  return Math.abs(apart - hourMs) < 5 * minuteMs
}

/** Beyond half an interval a run has more to do with somebody's hand than with the schedule. */
function longestLagMs({ kept }: SeenDump, { facts }: RunBook): number {
  // Only the end is known, and by the clock of today: it may be an hour off.
  if (kept.startedAt === null) return facts.graceMs + hourMs
  const half = Math.min((facts.schedule?.intervalMs ?? 0) / 2, 12 * hourMs)
  return Math.max(half, facts.graceMs)
}

function extended(run: LedgerRun, { kept, isUnderWay }: SeenDump): LedgerRun {
  const startedAt = earlier(run.startedAt, kept.startedAt)
  const endedAt = isUnderWay ? run.endedAt : later(run.endedAt, kept.finishedAt)
  return { ...run, startedAt, endedAt, at: startedAt ?? endedAt ?? run.at }
}

function earlier(a: Date | null, b: Date | null): Date | null {
  return a && b ? (a < b ? a : b) : (a ?? b)
}

function later(a: Date | null, b: Date): Date {
  return a && a > b ? a : b
}
