import { serverStatuses } from '../views/servers/server-filters.ts'
import { pageNumber, queryText } from './query.ts'

/** What the URL of the list of servers asks for; anything strange asks for nothing. */
export function readServersQuery(query: Record<string, unknown>) {
  return {
    text: queryText(query, 'q'),
    tag: queryText(query, 'tag'),
    status: serverStatuses.find(([status]) => status === query['status'])?.[0] ?? '',
    sort: queryText(query, 'sort'),
    page: pageNumber(query),
  }
}
