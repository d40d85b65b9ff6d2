/** Rows that Postgres makes by itself. `needs` names what stands for $1, $2 and so on. */
export interface Rows {
  sql: string
  needs: ('servers' | 'databases' | 'days' | 'now')[]
}

/** The same number means the same server in each table. */
export const serverId = "'fleet-' || lpad(n::text, 4, '0')"

/** What each fiftieth server is in for. */
export const stateOf = `
  case n % 50 when 3 then 'failing' when 11 then 'late' when 23 then 'unreachable'
              when 31 then 'refused' when 37 then 'unknown' else 'ok' end`

export const offsetOf = `(array[0, 60, 330])[1 + n % 3]`

/** When its nightly run of so many days ago starts, by a clock that shows UTC and its offset. */
export function runAt(now: string, daysAgo: string): string {
  return `date_trunc('day', ${now}::timestamptz, 'UTC') - make_interval(days => ${daysAgo})
    + make_interval(mins => 120 + n % 60 - ${offsetOf})`
}
