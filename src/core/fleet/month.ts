import type { ServerDay } from '../dumps/server-day.ts'

/** A month of the calendar, counted from January of the year 0. */
export type Month = number

const dayMs = 24 * 60 * 60 * 1000

export function monthOf(at: Date): Month {
  return at.getUTCFullYear() * 12 + at.getUTCMonth()
}

export function monthOfDay(day: ServerDay): Month {
  return monthOf(new Date(day * dayMs))
}

/** `2026-11` */
export function isoMonth(month: Month): string {
  const year = String(Math.floor(month / 12)).padStart(4, '0')
  return `${year}-${String((month % 12) + 1).padStart(2, '0')}`
}

/** Null for anything but a month that a calendar can be turned to. */
export function readMonth(text: string): Month | null {
  const [, year, month] = /^(20\d\d)-(0[1-9]|1[0-2])$/.exec(text) ?? []
  return year === undefined ? null : Number(year) * 12 + Number(month) - 1
}

/** Whole weeks from Monday on, so that the first and the last may begin or end in another month. */
export function weeksOf(month: Month): ServerDay[][] {
  const first = Date.UTC(Math.floor(month / 12), month % 12, 1) / dayMs
  const next = Date.UTC(Math.floor(month / 12), (month % 12) + 1, 1) / dayMs
  const monday = first - ((first + 3) % 7) // the first of all days was a Thursday
  const count = Math.ceil((next - monday) / 7)
  return Array.from({ length: count }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => monday + week * 7 + day),
  )
}
