import type { FleetQuery } from '../../../core/fleet/fleet-selection.ts'
import { may } from '../../../core/permissions.ts'
import type { OverviewPage } from '../../../services/fleet/overview.ts'
import type { TimeView } from '../../format.ts'
import { dayBadges } from '../calendar/calendar-words.ts'
import { type DensitySwitch, densitySwitch } from '../frame/density-switch.ts'
import type { Framed } from '../frame/frame.ts'
import type { Viewer } from '../frame/viewer.ts'
import { type Pagination, pagination } from '../pieces/pagination.ts'
import type { SortColumn } from '../pieces/sort-column.ts'
import {
  type OverviewFilters,
  overviewColumns,
  overviewFilters,
  overviewQueryText,
} from './overview-filters.ts'
import { type OverviewRow, overviewRow } from './overview-row.ts'
import { type OverviewSummary, overviewSummary } from './overview-summary.ts'

export interface OverviewView extends Framed {
  summary: OverviewSummary
  /** When any server was last looked at; null: none ever was. */
  asOf: TimeView | null
  facts: {
    label: string
    value: string
    time: TimeView | null
    href: string | null
    note: string | null
  }[]
  /** Null: there is nothing to choose from. */
  filters: OverviewFilters | null
  columns: SortColumn[]
  rows: OverviewRow[]
  pagination: Pagination | null
  density: DensitySwitch
  hereHref: string
  boardHref: string
  newHref: string | null
  /** `none`: no server at all. `no-match`: none that fits the filters. */
  empty: 'none' | 'no-match' | null
}

export function overviewView(page: OverviewPage, query: FleetQuery, viewer: Viewer): OverviewView {
  const { counts, tags, total } = page
  const { paths, format, now, role } = viewer
  const href = (to: number) => paths.overview({ ...overviewQueryText(query), page: to })
  const filters = overviewFilters({ query, counts, tags, total }, viewer)
  const isEmptyFleet = Object.values(counts.servers).every((number) => number === 0)
  return {
    frame: { title: 'Overview', section: 'overview', crumbs: [], header: null },
    summary: overviewSummary(page, viewer),
    asOf: counts.polledAt && format.ago(counts.polledAt, now),
    facts: factsOf(page, viewer),
    filters: filters.clearHref === null && total < 2 ? null : filters,
    columns: overviewColumns(query, viewer),
    rows: page.servers.map((server) => overviewRow(server, viewer)),
    pagination: pagination({ page: page.page, perPage: query.perPage, total }, href, viewer.format),
    density: densitySwitch(viewer, href(page.page)),
    hereHref: href(page.page),
    boardHref: paths.overview({ board: 1 }),
    newHref: may(role, 'server.change') ? paths.newServer() : null,
    empty: isEmptyFleet ? 'none' : total === 0 ? 'no-match' : null,
  }
}

function factsOf({ counts, recent }: OverviewPage, viewer: Viewer): OverviewView['facts'] {
  const { format, paths, now } = viewer
  const { next, activeJobs, physicalBytes } = counts
  const plain = { time: null, href: null, note: null }
  return [
    {
      ...plain,
      label: 'Next run',
      value: next ? '' : 'Not known',
      time: next && format.ago(next.at, now),
      href: next && paths.server(next.server.id),
      note: next?.server.name ?? null,
    },
    {
      ...plain,
      label: 'At work',
      value: activeJobs === 0 ? 'Nothing' : format.count(activeJobs, 'job'),
    },
    {
      ...plain,
      label: 'Runs of the last 24 hours',
      value: `${format.number(recent.verified)} verified`,
      note: otherRuns(recent, viewer),
    },
    { ...plain, label: 'Stored', value: format.size(physicalBytes) },
  ]
}

/** In the words of the calendar. Null: there was none but those that are verified. */
function otherRuns(recent: OverviewPage['recent'], { format }: Viewer): string | null {
  const kinds = ['troubled', 'missed', 'uncertain'] as const
  const told = kinds
    .filter((kind) => recent[kind] > 0)
    .map((kind) => `${format.number(recent[kind])} ${dayBadges[kind].text}`)
  return told.length === 0 ? null : told.join(', ')
}
