import type { RunPage, RunQuery } from '../../../core/fleet/run-query.ts'
import { type DensitySwitch, densitySwitch } from '../frame/density-switch.ts'
import type { Framed } from '../frame/frame.ts'
import type { Viewer } from '../frame/viewer.ts'
import { type Pagination, pagination } from '../pieces/pagination.ts'
import { serverFrame } from '../servers/server-header.ts'
import type { Subject } from '../servers/subject.ts'
import { type RunFilters, runFilters, runQueryText } from './run-filters.ts'
import { type RunRow, runRow } from './run-row.ts'

export interface RunsView extends Framed {
  filters: RunFilters
  rows: RunRow[]
  pagination: Pagination | null
  density: DensitySwitch
  calendarHref: string
  historyHref: string
  /** `none`: nothing was ever seen. `no-match`: nothing that fits the filters. */
  empty: 'none' | 'no-match' | null
}

/** The ledger of one server: every run that happened, and every one that should have. */
export function runsView(
  input: Subject & RunPage & { query: RunQuery; databases: string[] },
  viewer: Viewer,
): RunsView {
  const { server, facets, query, runs, total, databases } = input
  const { paths } = viewer
  const href = (page: number) => paths.runs(server.id, { ...runQueryText(query), page })
  const filters = runFilters(query, { databases, total, action: paths.runs(server.id) }, viewer)
  return {
    frame: serverFrame(server, facets, { title: 'Runs', tab: 'Runs' }, viewer),
    filters,
    rows: runs.map((run) => runRow(run, viewer)),
    pagination: pagination(
      { page: query.page, perPage: query.perPage, total },
      href,
      viewer.format,
    ),
    density: densitySwitch(viewer, href(query.page)),
    calendarHref: paths.calendar({ server: server.id }),
    historyHref: paths.history(server.id),
    empty: total > 0 ? null : filters.clearHref === null ? 'none' : 'no-match',
  }
}
