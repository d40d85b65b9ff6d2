import { type ServerDay, serverDay } from '../dumps/server-day.ts'
import type { Punctuality } from '../ledger/run.ts'
import type { RunVerdict } from '../verdicts/verdict.ts'
import { type DayPattern, runsOn, stepsOn } from './day-pattern.ts'

/** Runs of one day that came to the same. */
export interface CalendarTally {
  day: ServerDay
  punctuality: Punctuality
  /** Null: they never happened, or not yet. */
  verdict: RunVerdict | null
  runs: number
  /** How many of them a schedule asked for, on a day that is not over for their server. */
  expected: number
}

/** When servers run that have this in common, as far as anybody knows. */
export interface FleetSchedule {
  schedule: string
  offsetMinutes: number
  servers: number
  /** Only where it counts from a moment. */
  nextRunAt: Date | null
  intervalMs: number | null
}

/** What became of the runs of a day, and what is still to come. */
export interface CalendarDay {
  day: ServerDay
  verified: number
  troubled: number
  missed: number
  /** Nobody can say, or nothing proves it. */
  uncertain: number
  underWay: number
  toCome: number
}

export function calendarDays(
  days: ServerDay[],
  tallies: CalendarTally[],
  schedules: FleetSchedule[],
  known: { now: Date; patternOf: (schedule: string) => DayPattern | null },
): CalendarDay[] {
  return days.map((day) => {
    const own = tallies.filter((tally) => tally.day === day)
    const planned = sum(schedules, (each) => each.servers * plannedOn(day, each, known))
    return { day, ...counted(own), toCome: Math.max(0, planned - sum(own, (t) => t.expected)) }
  })
}

function plannedOn(
  day: ServerDay,
  server: FleetSchedule,
  { now, patternOf }: Parameters<typeof calendarDays>[3],
): number {
  const { schedule, offsetMinutes, nextRunAt, intervalMs } = server
  if (day < serverDay(now, offsetMinutes)) return 0
  const pattern = patternOf(schedule)
  if (pattern) return runsOn(pattern, day)
  return nextRunAt && intervalMs ? stepsOn(day, nextRunAt, intervalMs, offsetMinutes) : 0
}

type Kind = Exclude<keyof CalendarDay, 'day' | 'toCome'>

function counted(tallies: CalendarTally[]): Record<Kind, number> {
  const counts = { verified: 0, troubled: 0, missed: 0, uncertain: 0, underWay: 0 }
  for (const tally of tallies) counts[kindOf(tally)] += tally.runs
  return counts
}

function kindOf({ punctuality, verdict }: CalendarTally): Kind {
  if (verdict !== null) return kinds[verdict]
  if (punctuality === 'missed') return 'missed'
  return punctuality === 'due' ? 'underWay' : 'uncertain'
}

const kinds: Record<RunVerdict, Kind> = {
  verified: 'verified',
  partial: 'troubled',
  'delivery-failed': 'troubled',
  failed: 'troubled',
  skipped: 'uncertain',
  unproven: 'uncertain',
  lost: 'uncertain',
  running: 'underWay',
  queued: 'underWay',
}

function sum<T>(items: T[], amount: (item: T) => number): number {
  return items.reduce((total, item) => total + amount(item), 0)
}
