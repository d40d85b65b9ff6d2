/** How far the clock of a server's snapshot `p` is from UTC; nought where nobody knows. */
export const clock = 'make_interval(mins => coalesce(p.utc_offset_minutes, 0))'

/** The day that a moment falls on by such a clock, counted from 1 January 1970. No slow decimals. */
export function dayAt(moment: string, clock: string): string {
  return `((${moment} at time zone 'UTC' + ${clock})::date - date '1970-01-01')`
}
