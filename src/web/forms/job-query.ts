import { elsewhere, type JobQuery, type JobSort } from '../../core/job-selection.ts'
import { restoreBadges, runBadges } from '../views/pieces/badge.ts'
import { pageNumber, queryText } from './query.ts'

const sorts: JobSort[] = ['queued', 'kind', 'verdict', 'who', 'duration']
const perPage = 50

/** In the URL, for jobs that nobody of this panel started. A username has no colon. */
export const elsewhereText = ':elsewhere'

/** What the URL of the jobs page asks for; anything strange falls back to the newest first. */
export function readJobQuery(query: Record<string, unknown>): JobQuery {
  const text = queryText(query, 'q')
  const who = queryText(query, 'who')
  const kind = (['backup', 'restore'] as const).find((each) => each === query['kind'])
  const verdict = verdicts.find((each) => each === query['verdict'])
  const sort = queryText(query, 'sort')
  const key = sorts.find((each) => each === sort.replace(/^-/, ''))
  return {
    ...(text !== '' && { text }),
    ...(kind && { kind }),
    ...(verdict && { verdict }),
    ...(who !== '' && { who: who === elsewhereText ? elsewhere : who }),
    sort: key ?? 'queued',
    direction: key === undefined || sort.startsWith('-') ? 'descending' : 'ascending',
    page: pageNumber(query),
    perPage,
  }
}

type Verdict = NonNullable<JobQuery['verdict']>
const verdicts = Object.keys({ ...runBadges, ...restoreBadges }) as Verdict[]
