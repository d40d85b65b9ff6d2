import type { ServerDay } from '../dumps/server-day.ts'

/** On which days a schedule runs, and how often on each of them. */
export interface DayPattern {
  runsPerDay: number
  /** From 1. */
  months: number[]
  /** Null: on any. */
  monthDays: number[] | null
  /** From Sunday, which is 0. Null: on any. */
  weekdays: number[] | null
}

const dayMs = 24 * 60 * 60 * 1000

/** As cron has it: where both kinds of days are named, one of them is enough. */
export function runsOn(pattern: DayPattern, day: ServerDay): number {
  const { runsPerDay, months, monthDays, weekdays } = pattern
  const date = new Date(day * dayMs)
  if (!months.includes(date.getUTCMonth() + 1)) return 0
  const isMonthDay = monthDays?.includes(date.getUTCDate())
  const isWeekday = weekdays?.includes(date.getUTCDay())
  if (isMonthDay === undefined && isWeekday === undefined) return runsPerDay
  return isMonthDay || isWeekday ? runsPerDay : 0
}

/** So many on a day of a schedule that counts from a moment instead of by the clock. */
export function stepsOn(
  day: ServerDay,
  first: Date,
  stepMs: number,
  offsetMinutes: number,
): number {
  const startMs = day * dayMs - offsetMinutes * 60_000
  const stepsBefore = (ms: number) => Math.max(0, Math.ceil((ms - first.getTime()) / stepMs))
  return stepsBefore(startMs + dayMs) - stepsBefore(startMs)
}
