import type { FleetCounts } from '../../../core/fleet/fleet-counts.ts'
import type { FleetQuery } from '../../../core/fleet/fleet-selection.ts'
import type { Query } from '../../paths.ts'
import type { Viewer } from '../frame/viewer.ts'
import { type Badge, serverBadges } from '../pieces/badge.ts'
import { type SelectOption, selectOptions } from '../pieces/select.ts'
import { type SortColumn, sortColumn } from '../pieces/sort-column.ts'
import { serverStates } from './overview-words.ts'

/** What narrows and orders the overview; each link keeps whatever it does not change. */
export interface OverviewFilters {
  action: string
  q: string
  sort: string
  state: string
  database: string
  tags: SelectOption[]
  clearHref: string | null
  states: { badge: Badge | null; text: string; count: string; href: string; isCurrent: boolean }[]
  summary: string
}

const columns = [
  { key: 'name', text: 'Server' },
  { key: 'state', text: 'State' },
  { key: 'dump', text: 'Last good dump' },
  { key: 'next', text: 'Next run' },
  { key: 'bytes', text: 'Stored', isNumber: true, isLargestFirst: true },
]

/** The query as a URL spells it; the usual order needs no words. */
export function overviewQueryText(query: FleetQuery): Query {
  const { text, tag, state, database, sort, isTurned, page } = query
  const isUsual = sort === 'state' && !isTurned
  const order = isUsual ? undefined : `${isTurned ? '-' : ''}${sort}`
  return { q: text, tag, state, database, sort: order, page }
}

export function overviewFilters(
  known: { query: FleetQuery; counts: FleetCounts; tags: string[]; total: number },
  { paths, format }: Viewer,
): OverviewFilters {
  const { query, counts, tags, total } = known
  const { text, tag, state, database } = query
  const href = (changed: Query) =>
    paths.overview({ ...overviewQueryText(query), page: 1, ...changed })
  const isNarrowed = Boolean(text || tag || state || database)
  const all = serverStates.reduce((sum, each) => sum + counts.servers[each], 0)
  return {
    action: paths.overview(),
    q: text,
    sort: String(overviewQueryText(query)['sort'] ?? ''),
    state,
    database,
    tags: selectOptions(
      'All tags',
      tags.map((each) => [each, each] as const),
      tag,
    ),
    clearHref: isNarrowed ? href({ q: '', tag: '', state: '', database: '' }) : null,
    states: [
      {
        badge: null,
        text: 'All',
        count: format.number(all),
        href: href({ state: '' }),
        isCurrent: state === '',
      },
      ...serverStates
        .filter((each) => counts.servers[each] > 0 || each === state)
        .map((each) => ({
          badge: serverBadges[each],
          text: serverBadges[each].text,
          count: format.number(counts.servers[each]),
          href: href({ state: each }),
          isCurrent: state === each,
        })),
    ],
    summary: `${format.number(total)} ${isNarrowed ? 'matching ' : ''}${total === 1 ? 'server' : 'servers'}`,
  }
}

export function overviewColumns(query: FleetQuery, { paths }: Viewer): SortColumn[] {
  const current = `${query.isTurned ? '-' : ''}${query.sort}`
  const href = (sort: string) =>
    paths.overview({
      ...overviewQueryText(query),
      page: 1,
      sort: sort === 'state' ? undefined : sort,
    })
  return columns.map((column) => sortColumn(column, current, href))
}
