import type { ServerDay } from '../../../core/dumps/server-day.ts'
import type { CalendarDay } from '../../../core/fleet/calendar.ts'
import type { Month } from '../../../core/fleet/month.ts'
import type { Badge } from '../pieces/badge.ts'

/** What a day is counted by, the worst first. */
export const dayBadges = {
  troubled: { tone: 'bad', icon: 'cross', text: 'failed or in part' },
  missed: { tone: 'bad', icon: 'alert', text: 'missed' },
  uncertain: { tone: 'quiet', icon: 'question', text: 'not certain' },
  verified: { tone: 'ok', icon: 'check', text: 'verified' },
  underWay: { tone: 'info', icon: 'play', text: 'due or under way' },
  toCome: { tone: 'quiet', icon: 'dots', text: 'to come' },
} satisfies Record<Exclude<keyof CalendarDay, 'day'>, Badge>

const dayMs = 24 * 60 * 60 * 1000
const monday = 4 // of January 1970

/** Names of months and days in a locale. They are of no zone: servers have their own days. */
export function calendarNames(locale: string) {
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const long = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  const short = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  const whole = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' })
  return {
    month: (at: Month) => month.format(Date.UTC(Math.floor(at / 12), at % 12, 1)),
    weekdays: Array.from({ length: 7 }, (_, index) => ({
      long: long.format((monday + index) * dayMs),
      short: short.format((monday + index) * dayMs),
    })),
    day: (at: ServerDay) => whole.format(at * dayMs),
  }
}
