import { instantOf, wallTime, weekdayOf } from './zone-clock.ts'

/** When the summary is sent, and to whom. */
export interface DigestPlan {
  cadence: 'off' | 'daily' | 'weekly'
  /** 0 is Sunday; for the weekly one. */
  weekday: number
  /** Of the day, by the clock of the zone. */
  minute: number
  zone: string
  channelIds: string[]
}

/** The first time after now. Null: it is off. */
export function nextDigestAt(plan: DigestPlan, now: Date): Date | null {
  if (plan.cadence === 'off') return null
  const { day: today } = wallTime(now, plan.zone)
  const days = Array.from({ length: 9 }, (_, index) => today + index)
  const isDay = (day: number) => plan.cadence === 'daily' || weekdayOf(day) === plan.weekday
  const times = days.filter(isDay).map((day) => instantOf(day, plan.minute, plan.zone))
  return times.find((time) => time > now) ?? null
}

/** What the summary looks back on. */
export function digestSpanMs({ cadence }: Pick<DigestPlan, 'cadence'>): number {
  return (cadence === 'weekly' ? 7 : 1) * 24 * 60 * 60 * 1000
}
