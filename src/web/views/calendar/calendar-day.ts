import { isoDay, type ServerDay } from '../../../core/dumps/server-day.ts'
import { isoMonth, monthOfDay } from '../../../core/fleet/month.ts'
import type { RunPage, RunQuery } from '../../../core/fleet/run-query.ts'
import type { Query } from '../../paths.ts'
import type { Framed } from '../frame/frame.ts'
import type { Viewer } from '../frame/viewer.ts'
import { type Pagination, pagination } from '../pieces/pagination.ts'
import { type RunFilters, runFilters } from '../runs/run-filters.ts'
import { type RunRow, runRow } from '../runs/run-row.ts'
import { calendarNames } from './calendar-words.ts'

export interface CalendarDayView extends Framed {
  title: string
  previousHref: string
  nextHref: string
  filters: RunFilters & { tag: string; q: string }
  rows: RunRow[]
  pagination: Pagination | null
  clearHref: string
}

/** All runs of one day, of as many servers as are asked for. */
export function calendarDayView(
  input: RunPage & { day: ServerDay; query: RunQuery },
  viewer: Viewer,
): CalendarDayView {
  const { day, query, runs, total } = input
  const { paths, format } = viewer
  const { tag, text: q, verdict, punctuality } = query
  const at = (changed: Query) =>
    paths.calendar({ day: isoDay(day), tag, q, verdict, punctuality, ...changed })
  const title = calendarNames(format.locale).day(day)
  const month = paths.calendar({ tag, q, month: isoMonth(monthOfDay(day)) })
  const crumbs = [
    { text: 'Calendar', href: month },
    { text: title, href: null },
  ]
  const filters = runFilters(query, { databases: [], total, action: paths.calendar() }, viewer)
  return {
    frame: { title: `Runs of ${title}`, section: 'calendar', crumbs, header: null },
    title,
    previousHref: at({ day: isoDay(day - 1) }),
    nextHref: at({ day: isoDay(day + 1) }),
    filters: { ...filters, tag, q },
    rows: runs.map((run) => runRow(run, viewer)),
    pagination: pagination(
      { page: query.page, perPage: query.perPage, total },
      (page) => at({ page }),
      format,
    ),
    clearHref: paths.calendar({ day: isoDay(day) }),
  }
}
