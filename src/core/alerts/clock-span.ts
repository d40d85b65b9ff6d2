import { instantOf, wallTime } from './zone-clock.ts'

/** A part of the day by the clock of a zone; where it ends before it begins, it goes on past midnight. */
export interface ClockSpan {
  /** Minutes of the day. */
  from: number
  until: number
  zone: string
}

/** When the span that goes on now ends. Null: none does. `isDay` says on which days one begins. */
export function spanEnd(
  { from, until, zone }: ClockSpan,
  now: Date,
  isDay: (day: number) => boolean = () => true,
): Date | null {
  const { day: today } = wallTime(now, zone)
  const ends = [today - 1, today].filter(isDay).flatMap((day) => {
    const start = instantOf(day, from, zone)
    const end = instantOf(until > from ? day : day + 1, until, zone)
    return start <= now && now < end ? [end] : []
  })
  return ends.at(-1) ?? null
}
