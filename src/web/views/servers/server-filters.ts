import type { ServerStatusFilter } from '../../../core/server-selection.ts'
import type { ServersQuery } from '../../paths.ts'
import type { Viewer } from '../frame/viewer.ts'
import { type SelectOption, selectOptions } from '../pieces/select.ts'
import { type SortColumn, sortColumn } from '../pieces/sort-column.ts'

/** What narrows and orders the list of servers; each link keeps whatever it does not change. */
export interface ServerFilters {
  search: {
    action: string
    q: string
    tag: string
    sort: string
    statuses: SelectOption[]
    clearHref: string | null
  }
  tags: { text: string; href: string; isCurrent: boolean }[]
  /** Name and address share a column. */
  columns: (SortColumn & { hint: string })[]
  tagsColumn: SortColumn
  stateColumn: SortColumn
}

export const serverStatuses: readonly (readonly [ServerStatusFilter, string])[] = [
  ['enabled', 'Enabled'],
  ['paused', 'Paused'],
]

export function isNarrowed({ q, tag, status }: ServersQuery): boolean {
  return Boolean(q || tag || status)
}

export function serverFilters(
  tags: string[],
  query: ServersQuery,
  { paths }: Viewer,
): ServerFilters {
  const href = (changed: ServersQuery) => paths.servers(kept({ ...query, page: 1, ...changed }))
  const column = (key: string, text: string) =>
    sortColumn({ key, text }, query.sort || 'name', (sort) => href({ sort }))
  return {
    search: {
      action: paths.servers(),
      q: query.q ?? '',
      tag: query.tag ?? '',
      sort: query.sort ?? '',
      statuses: selectOptions('All servers', serverStatuses, query.status ?? ''),
      clearHref: isNarrowed(query) ? href({ q: '', tag: '', status: '' }) : null,
    },
    tags: tags.length === 0 ? [] : ['', ...tags].map((tag) => tagLink(tag, query, href)),
    columns: [column('name', 'Name'), column('address', 'Address')].map(withHint),
    tagsColumn: column('tags', 'Tags'),
    stateColumn: column('state', 'State'),
  }
}

function tagLink(tag: string, query: ServersQuery, href: (changed: ServersQuery) => string) {
  return { text: tag || 'All', href: href({ tag }), isCurrent: (query.tag ?? '') === tag }
}

/** Two links in one head: the column cannot say by which of them it is sorted. */
function withHint(column: SortColumn): SortColumn & { hint: string } {
  return { ...column, hint: column.sort === 'none' ? '(sort by it)' : `(sorted, ${column.sort})` }
}

function kept(query: ServersQuery): ServersQuery {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value))
}
