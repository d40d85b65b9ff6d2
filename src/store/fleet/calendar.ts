import type { ServerDay } from '../../core/dumps/server-day.ts'
import type { CalendarTally, FleetSchedule } from '../../core/fleet/calendar.ts'
import type { Database } from '../db.ts'
import { keyOf, storable } from '../text.ts'

export type CalendarStore = ReturnType<typeof calendarStore>

/** Of which servers a calendar tells. Empty parts ask for nothing. */
export interface CalendarScope {
  serverId: string
  tag: string
  /** To find in names. */
  text: string
}

/** Runs by the day, each by its own server's clock, and when servers run next. */
export function calendarStore({ pool }: Pick<Database, 'pool'>) {
  return {
    async tallies(scope: CalendarScope, span: { first: ServerDay; last: ServerDay }, now: Date) {
      const values = [...valuesOf(scope), span.first, span.last, now]
      const { rows } = await pool.query<CalendarTally>(tallies, values)
      return rows
    },

    async schedules(scope: CalendarScope): Promise<FleetSchedule[]> {
      const { rows } = await pool.query<FleetSchedule>(schedules, valuesOf(scope))
      return rows
    },
  }
}

function valuesOf({ serverId, tag, text }: CalendarScope): string[] {
  return [storable(serverId), storable(tag), keyOf(text)]
}

const isInScope = `($1 = '' or s.id = $1) and ($2 = '' or $2 = any(s.tags))
  and ($3 = '' or position($3 in s.name_key) > 0)`

const offset = 'coalesce(p.utc_offset_minutes, 0) * 60'

const tallies = `
  select day, punctuality, verdict, count(*)::int as runs,
    count(*) filter (where expected_wall is not null and day >= today)::int as expected
  from (
    select r.punctuality, r.verdict, r.expected_wall,
      floor((extract(epoch from r.at) + ${offset}) / 86400)::int as day,
      floor((extract(epoch from $6::timestamptz) + ${offset}) / 86400)::int as today
    from runs r join servers s on s.id = r.server_id left join snapshots p on p.server_id = s.id
    where ${isInScope} and r.at >= to_timestamp($4::float8 * 86400) - interval '15 hours'
      and r.at < to_timestamp($5::float8 * 86400) + interval '39 hours'
  ) dated
  where day between $4 and $5
  group by 1, 2, 3`

const schedules = `
  select p.schedule, coalesce(p.utc_offset_minutes, 0) as "offsetMinutes",
    p.next_run_at as "nextRunAt", p.interval_ms::float8 as "intervalMs"
  from servers s join snapshots p on p.server_id = s.id
  where ${isInScope} and s.is_enabled and p.schedule is not null`
