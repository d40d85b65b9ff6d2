import { may } from '../../core/permissions.ts'
import type { BackupServer } from '../../core/server.ts'
import type { ServersQuery } from '../paths.ts'
import type { Framed } from './frame.ts'
import { type Pagination, pagination } from './pagination.ts'
import { type ServerRow, serverRow } from './server-row.ts'
import type { Viewer } from './viewer.ts'

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
}

export interface ServersView extends Framed {
  newHref: string | null
  summary: string
  search: { action: string; q: string; tag: string; sort: string; clearHref: string | null }
  tags: { text: string; href: string; isCurrent: boolean }[]
  /** What the list can be sorted by. */
  columns: { text: string; href: string; sort: 'ascending' | 'descending' | 'none'; hint: string }[]
  rows: ServerRow[]
  pagination: Pagination | null
  /** How many rows carry a token that does not open; null when none. */
  unreadableNotice: string | null
  /** `none`: no server at all. `no-match`: none that fits the search. */
  empty: 'none' | 'no-match' | null
}

export function serversView(list: ServerList, query: ServersQuery, viewer: Viewer): ServersView {
  const { paths, role } = viewer
  const isNarrowed = Boolean(query.q || query.tag)
  return {
    frame: {
      title: 'Servers',
      section: 'servers',
      crumbs: [],
      header: null,
    },
    newHref: may(role, 'server.change') ? paths.newServer() : null,
    summary: summary(list.total, isNarrowed),
    search: {
      action: paths.servers(),
      q: query.q ?? '',
      tag: query.tag ?? '',
      sort: query.sort ?? '',
      clearHref: isNarrowed ? paths.servers(kept({ sort: query.sort })) : null,
    },
    tags: tagLinks(list.tags, query, viewer),
    columns: [column('Name', 'name', query, viewer), column('Address', 'address', query, viewer)],
    rows: list.servers.map((server) => serverRow(server, list.unreadable, viewer)),
    pagination: pagination({ ...list, perPage: serversPerPage }, (page) =>
      paths.servers({ ...query, page }),
    ),
    unreadableNotice: unreadableNotice(list.unreadable.size),
    empty: list.total > 0 ? null : isNarrowed ? 'no-match' : 'none',
  }
}

function tagLinks(tags: string[], query: ServersQuery, { paths }: Viewer): ServersView['tags'] {
  if (tags.length === 0) return []
  const link = (text: string, tag: string) => ({
    text,
    href: paths.servers(kept({ q: query.q, sort: query.sort, tag })),
    isCurrent: (query.tag ?? '') === tag,
  })
  return [link('All', ''), ...tags.map((tag) => link(tag, tag))]
}

/** A second click on the sorted column turns the order round. */
function column(
  text: string,
  key: string,
  query: ServersQuery,
  { paths }: Viewer,
): ServersView['columns'][number] {
  const current = query.sort || 'name'
  const next = current === key ? `-${key}` : key
  const sort = current === key ? 'ascending' : current === `-${key}` ? 'descending' : 'none'
  const hint = sort === 'none' ? '(sort by it)' : `(sorted, ${sort})`
  return { text, sort, hint, href: paths.servers(kept({ q: query.q, tag: query.tag, sort: next })) }
}

function kept(query: { [K in keyof ServersQuery]?: ServersQuery[K] | undefined }): ServersQuery {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value))
}

function summary(total: number, isNarrowed: boolean): string {
  const noun = total === 1 ? 'server' : 'servers'
  return isNarrowed ? `${total} matching ${noun}` : `${total} ${noun}`
}

function unreadableNotice(count: number): string | null {
  if (count === 0) return null
  const whose = count === 1 ? 'The token of one server' : `The tokens of ${count} servers`
  return `${whose} cannot be opened with the present APP_SECRET. Start the panel with the former secret as APP_SECRET_PREVIOUS, or enter the token again. Nothing was overwritten.`
}
