import { instantOf, isTimeZone } from '../../../core/alerts/zone-clock.ts'

/** Minutes of the day of `22:05`; null when it is no such time. */
export function minuteOf(text: string): number | null {
  const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text.trim()) ?? []
  return hours === undefined || minutes === undefined ? null : Number(hours) * 60 + Number(minutes)
}

/** The moment of `2026-11-21T22:05` by the clock of a zone; null when it is none. */
export function momentOf(text: string, zone: string): Date | null {
  const [, date = '', time = ''] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::00)?$/.exec(text.trim()) ?? []
  const midnight = Date.parse(`${date}T00:00:00Z`)
  const minute = minuteOf(time)
  if (Number.isNaN(midnight) || minute === null) return null
  return instantOf(midnight / (24 * 60 * 60 * 1000), minute, zone)
}

export function zoneProblem(zone: string): string | null {
  return isTimeZone(zone) ? null : 'Choose a time zone.'
}
