import type { FleetQuery, FleetSort } from '../../core/fleet/fleet-selection.ts'
import { databaseStates, serverStates } from '../views/overview/overview-words.ts'
import { pageNumber, queryText } from './query.ts'

const sorts: FleetSort[] = ['state', 'name', 'dump', 'next', 'bytes']
const perPage = 50

/** What the URL of the overview asks for; anything strange falls back to the worst first. */
export function readOverviewQuery(query: Record<string, unknown>): FleetQuery {
  const sort = queryText(query, 'sort')
  return {
    text: queryText(query, 'q'),
    tag: queryText(query, 'tag'),
    state: serverStates.find((each) => each === query['state']) ?? '',
    database: databaseStates.find((each) => each === query['database']) ?? '',
    sort: sorts.find((each) => each === sort.replace(/^-/, '')) ?? 'state',
    isTurned: sort.startsWith('-'),
    page: pageNumber(query),
    perPage,
  }
}
