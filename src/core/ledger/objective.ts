import { maxAgeOf } from '../max-age.ts'
import { ageMs, laterOf } from '../monitor/clock-skew.ts'
import type { ServerClock } from './clock.ts'
import type { TrackedDatabase } from './database.ts'
import { awaitedMs } from './grace.ts'
import { dueSince, isPassedOver, type LastDue, lastDue } from './last-due.ts'
import type { LedgerFacts } from './ledger.ts'

/** What decides how old a database's last good dump may be. */
export interface Objective {
  facts: LedgerFacts
  /** Null: nobody can tell. */
  due: LastDue | null
}

/** Its own, else the server's, else what the schedule asks for: one interval, and what a clock change adds. */
export function objectiveMs(
  { name }: Pick<TrackedDatabase, 'name'>,
  { schedule, graceMs, ...facts }: LedgerFacts,
): number | null {
  const set = maxAgeOf(facts, name)
  const intervalMs = schedule?.intervalMs ?? null
  if (set !== null || intervalMs === null) return set
  return intervalMs + awaitedMs(graceMs, intervalMs)
}

export function dueOf(facts: LedgerFacts, { offsetMinutes }: ServerClock): LastDue | null {
  const { schedule, scheduleSince } = facts
  if (schedule === null) return null
  const intervalMs = schedule.intervalMs ?? 0
  const graceMs = awaitedMs(facts.graceMs, intervalMs)
  const now = laterOf(facts)
  const due =
    offsetMinutes === null ? null : lastDue(schedule.lastBefore, { now, offsetMinutes, graceMs })
  return dueSince(due, scheduleSince, { now, waitMs: intervalMs + graceMs })
}

/** By an age that somebody has set, else by the run that was due, else by the interval alone. */
export function isYoungEnough(
  { name, lastGoodAt }: TrackedDatabase,
  limitMs: number | null,
  { facts, due }: Objective,
): boolean {
  if (limitMs === null || lastGoodAt === null) return false
  const isSet = maxAgeOf(facts, name) !== null
  if (isSet || due === null) return ageMs(lastGoodAt, facts) <= limitMs
  const graceMs = awaitedMs(facts.graceMs, facts.schedule?.intervalMs ?? null)
  return !isPassedOver(lastGoodAt, due, { ...facts, graceMs })
}
