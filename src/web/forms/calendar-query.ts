import { monthOf, readMonth } from '../../core/fleet/month.ts'
import type { CalendarQuery } from '../views/calendar/calendar.ts'
import { queryText } from './query.ts'

/** What the URL of the calendar asks for; anything strange is the present month of all servers. */
export function readCalendarQuery(query: Record<string, unknown>, now: Date): CalendarQuery {
  return {
    month: readMonth(queryText(query, 'month')) ?? monthOf(now),
    server: queryText(query, 'server'),
    tag: queryText(query, 'tag'),
    q: queryText(query, 'q'),
  }
}
