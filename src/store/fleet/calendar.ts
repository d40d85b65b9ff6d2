import type { ServerDay } from '../../core/dumps/server-day.ts'
import type { CalendarTally, FleetSchedule } from '../../core/fleet/calendar.ts'
import type { Database } from '../db.ts'
import { keyOf, storable } from '../text.ts'
import { clock, dayAt } from './server-clock.ts'

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

const tallies = `
  with scope as (
    select s.id, ${clock} as clock, ${dayAt('$6::timestamptz', clock)} as today
    from servers s left join snapshots p on p.server_id = s.id
    where ${isInScope}
  )
  select day, punctuality, verdict, count(*)::int as runs,
    count(*) filter (where expected_wall is not null and day >= today)::int as expected
  from (
    select r.punctuality, r.verdict, r.expected_wall, scope.today, ${dayAt('r.at', 'scope.clock')} as day
    from runs r join scope on scope.id = r.server_id
    where r.at >= to_timestamp($4::float8 * 86400) - interval '15 hours'
      and r.at < to_timestamp($5::float8 * 86400) + interval '39 hours'
  ) dated
  where day between $4 and $5
  group by 1, 2, 3`

/** Servers with the same schedule count as one: large fleets have few. Only what counts from a run has its own. */
const schedules = `
  select p.schedule, coalesce(p.utc_offset_minutes, 0) as "offsetMinutes", count(*)::int as servers,
    case when p.schedule like '@every%' then p.next_run_at end as "nextRunAt",
    p.interval_ms::float8 as "intervalMs"
  from servers s join snapshots p on p.server_id = s.id
  where ${isInScope} and s.is_enabled and p.schedule is not null
  group by 1, 2, 4, 5`
