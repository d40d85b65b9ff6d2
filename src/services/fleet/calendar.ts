import { type CalendarDay, calendarDays } from '../../core/fleet/calendar.ts'
import type { DayPattern } from '../../core/fleet/day-pattern.ts'
import { type Month, weeksOf } from '../../core/fleet/month.ts'
import type { CalendarScope, CalendarStore } from '../../store/fleet/calendar.ts'

export type Calendar = ReturnType<typeof calendarService>

/** More schedules than any fleet has; beyond it all are understood anew. */
const rememberedPatterns = 2000

/** Months of runs done, missed and to come. Contacts no backup server. */
export function calendarService(deps: {
  calendar: CalendarStore
  /** Null: the schedule goes by no clock, or cannot be understood. */
  patternOf(schedule: string): DayPattern | null
}) {
  const patterns = new Map<string, DayPattern | null>()

  function patternOf(schedule: string): DayPattern | null {
    const known = patterns.get(schedule)
    if (known !== undefined) return known
    const pattern = deps.patternOf(schedule)
    if (patterns.size >= rememberedPatterns) patterns.clear()
    patterns.set(schedule, pattern)
    return pattern
  }

  return {
    /** Whole weeks, from Monday on. */
    async month(month: Month, scope: CalendarScope, now: Date): Promise<CalendarDay[][]> {
      const weeks = weeksOf(month)
      const days = weeks.flat()
      const span = { first: days[0] ?? 0, last: days.at(-1) ?? 0 }
      const [tallies, schedules] = await Promise.all([
        deps.calendar.tallies(scope, span, now),
        deps.calendar.schedules(scope),
      ])
      return weeks.map((week) => calendarDays(week, tallies, schedules, { now, patternOf }))
    },
  }
}
