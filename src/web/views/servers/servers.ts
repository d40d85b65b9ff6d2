import { may } from '../../../core/permissions.ts'
import type { BackupServer } from '../../../core/server.ts'
import type { Standing } from '../../../services/fleet/standings.ts'
import type { ServersQuery } from '../../paths.ts'
import { type BulkBar, bulkBar } from '../bulk/bulk-bar.ts'
import { type DensitySwitch, densitySwitch } from '../frame/density-switch.ts'
import type { Framed } from '../frame/frame.ts'
import type { Viewer } from '../frame/viewer.ts'
import { type Pagination, pagination } from '../pieces/pagination.ts'
import { isNarrowed, type ServerFilters, serverFilters } from './server-filters.ts'
import { type ServerRow, serverRow } from './server-row.ts'

export const serversPerPage = 50

/** One page of the list, as the store found it for a query. */
export interface ServerList {
  servers: BackupServer[]
  total: number
  page: number
  /** All tags in use, for the filter. */
  tags: string[]
  /** Ids of servers whose token the present APP_SECRET does not open. */
  unreadable: ReadonlySet<string>
  /** How each stands as far as is known without contacting it. */
  standing(server: BackupServer): Standing | null
}

export interface ServersView extends Framed, ServerFilters {
  newHref: string | null
  summary: string
  rows: ServerRow[]
  density: DensitySwitch
  /** Null: no row can be ticked. */
  bulk: BulkBar | null
  pagination: Pagination | null
  /** How many rows carry a token that does not open; null when none. */
  unreadableNotice: string | null
  /** `none`: no server at all. `no-match`: none that fits the search. */
  empty: 'none' | 'no-match' | null
}

export function serversView(list: ServerList, query: ServersQuery, viewer: Viewer): ServersView {
  const { paths, role } = viewer
  const isNarrow = isNarrowed(query)
  return {
    frame: {
      title: 'Servers',
      section: 'servers',
      crumbs: [],
      header: null,
    },
    newHref: may(role, 'server.change') ? paths.newServer() : null,
    summary: summary(list.total, isNarrow, viewer),
    ...serverFilters(list.tags, query, viewer),
    rows: list.servers.map((server) => serverRow(server, list, viewer)),
    density: densitySwitch(viewer, paths.servers(query)),
    bulk: runBar(list, query, viewer),
    pagination: pagination(
      { ...list, perPage: serversPerPage },
      (page) => paths.servers({ ...query, page }),
      viewer.format,
    ),
    unreadableNotice: unreadableNotice(list.unreadable.size),
    empty: list.total > 0 ? null : isNarrow ? 'no-match' : 'none',
  }
}

function runBar({ servers, total }: ServerList, query: ServersQuery, viewer: Viewer) {
  const { paths, role } = viewer
  if (!may(role, 'backup.run')) return null
  const run = { text: 'Run backup…', action: paths.newManyRuns(), icon: 'play', isDanger: false }
  const next = paths.servers(query)
  return bulkBar(
    {
      name: 'server',
      rowCount: servers.length,
      total,
      isNarrowed: isNarrowed(query),
      buttons: [run],
      next,
    },
    viewer,
  )
}

function summary(total: number, isNarrowed: boolean, { format }: Viewer): string {
  return format.count(total, isNarrowed ? 'matching server' : 'server')
}

function unreadableNotice(count: number): string | null {
  if (count === 0) return null
  const whose = count === 1 ? 'The token of one server' : `The tokens of ${count} servers`
  return `${whose} cannot be opened with the present APP_SECRET. Start the panel with the former secret as APP_SECRET_PREVIOUS, or enter the token again. Nothing was overwritten.`
}
