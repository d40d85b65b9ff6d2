import { isoDay, serverDay } from '../../../core/dumps/server-day.ts'
import type { CalendarDay } from '../../../core/fleet/calendar.ts'
import { isoMonth, type Month, monthOf, monthOfDay } from '../../../core/fleet/month.ts'
import type { Query } from '../../paths.ts'
import type { Framed } from '../frame/frame.ts'
import type { Viewer } from '../frame/viewer.ts'
import type { Badge } from '../pieces/badge.ts'
import { type SelectOption, selectOptions } from '../pieces/select.ts'
import { calendarNames, dayBadges } from './calendar-words.ts'

/** What a URL of the calendar narrows it to. */
export interface CalendarQuery {
  month: Month
  server: string
  tag: string
  q: string
}

export interface CalendarView extends Framed {
  month: string
  previousHref: string
  nextHref: string
  todayHref: string | null
  weekdays: { long: string; short: string }[]
  weeks: CalendarCell[][]
  /** That nothing is in it. Null: something is. */
  note: string | null
  filters: CalendarFilters
  legend: Badge[]
}

export interface CalendarFilters {
  action: string
  month: string
  q: string
  server: string
  /** The name of the only server that is shown, if there is one. */
  only: string | null
  tags: SelectOption[]
  clearHref: string | null
}

interface CalendarCell {
  number: string
  /** For whoever has it read out or sees it in a list. */
  name: string
  isToday: boolean
  isOutside: boolean
  href: string | null
  marks: { badge: Badge; count: string }[]
}

export interface CalendarInput {
  query: CalendarQuery
  weeks: CalendarDay[][]
  tags: string[]
  /** Null: there is no server of that id, or none was asked for. */
  server: { id: string; name: string } | null
}

export function calendarView(input: CalendarInput, viewer: Viewer): CalendarView {
  const { query, weeks } = input
  const { paths, format, now } = viewer
  const { month } = query
  const names = calendarNames(format.locale)
  const cells = weeks.map((week) => week.map((day) => cell(day, input, viewer, names.day(day.day))))
  const isEmpty = cells.flat().every(({ marks }) => marks.length === 0)
  const at = (other: Month) => paths.calendar({ ...scopeText(query), month: isoMonth(other) })
  return {
    frame: { title: 'Calendar', section: 'calendar', crumbs: [], header: null },
    month: names.month(month),
    previousHref: at(month - 1),
    nextHref: at(month + 1),
    todayHref: month === monthOf(now) ? null : paths.calendar(scopeText(query)),
    weekdays: names.weekdays,
    weeks: cells,
    note: isEmpty ? 'No run is known in this month, done or to come.' : null,
    filters: filtersOf(input, viewer),
    legend: Object.values(dayBadges),
  }
}

/** The part of a query that stays when the month is turned. */
function scopeText({ server, tag, q }: Omit<CalendarQuery, 'month'>): Query {
  return { server, tag, q }
}

function cell(day: CalendarDay, input: CalendarInput, viewer: Viewer, name: string): CalendarCell {
  const { query } = input
  const isOutside = monthOfDay(day.day) !== query.month
  const marks = marksOf(day, viewer)
  return {
    number: String(new Date(day.day * 86_400_000).getUTCDate()),
    name,
    isToday: day.day === serverDay(viewer.now, 0),
    isOutside,
    href: hasHappened(day) ? hrefOf(day, input, viewer) : null,
    marks: isOutside ? [] : marks,
  }
}

function hasHappened(day: CalendarDay): boolean {
  return day.verified + day.troubled + day.missed + day.uncertain + day.underWay > 0
}

function hrefOf({ day }: CalendarDay, { query, server }: CalendarInput, { paths }: Viewer): string {
  const text = isoDay(day)
  return server
    ? paths.runs(server.id, { day: text })
    : paths.calendar({ ...scopeText(query), day: text })
}

function marksOf(day: CalendarDay, { format }: Viewer): CalendarCell['marks'] {
  const kinds = Object.keys(dayBadges) as (keyof typeof dayBadges)[]
  return kinds
    .filter((kind) => day[kind] > 0)
    .map((kind) => ({ badge: dayBadges[kind], count: format.number(day[kind]) }))
}

function filtersOf(
  { query, tags, server }: CalendarInput,
  { paths, now }: Viewer,
): CalendarFilters {
  const month = query.month === monthOf(now) ? '' : isoMonth(query.month)
  const isNarrowed = Boolean(query.server || query.tag || query.q)
  return {
    action: paths.calendar(),
    month,
    q: query.q,
    server: query.server,
    only: server?.name ?? null,
    tags: selectOptions(
      'All tags',
      tags.map((each) => [each, each] as const),
      query.tag,
    ),
    clearHref: isNarrowed ? paths.calendar({ month }) : null,
  }
}
