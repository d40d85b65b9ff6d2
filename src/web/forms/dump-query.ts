import type { Slot } from '../../core/dumps/backup.ts'
import type { DumpQuery, DumpSort } from '../../core/dumps/dump-selection.ts'
import { pageNumber, queryText } from './query.ts'

const sorts: DumpSort[] = ['finished', 'database', 'name', 'size']
const slots: Slot[] = ['last', 'daily', 'weekly', 'monthly']
const perPage = 50

/** What the URL of the backups page asks for; anything strange falls back to the newest first. */
export function readDumpQuery(query: Record<string, unknown>): DumpQuery {
  const text = queryText(query, 'q')
  const database = queryText(query, 'database')
  const slot = slots.find((each) => each === query['slot'])
  return {
    ...(text !== '' && { text }),
    ...(database !== '' && { database }),
    ...(slot !== undefined && { slot }),
    sort: sorts.find((each) => each === query['sort']) ?? 'finished',
    direction: query['direction'] === 'ascending' ? 'ascending' : 'descending',
    page: pageNumber(query),
    perPage,
  }
}
