import type { RunQuery } from '../../core/fleet/run-query.ts'
import { punctualities, runVerdicts } from '../views/runs/run-filters.ts'
import { pageNumber, queryText } from './query.ts'

const perPage = 50
const dayMs = 24 * 60 * 60 * 1000

/** What the URL of a list of runs asks for; anything strange asks for nothing. */
export function readRunQuery(query: Record<string, unknown>, serverId: string): RunQuery {
  return {
    serverId,
    tag: queryText(query, 'tag'),
    text: queryText(query, 'q'),
    day: readDay(queryText(query, 'day')),
    verdict: runVerdicts.find((each) => each === query['verdict']) ?? '',
    punctuality: punctualities.find((each) => each === query['punctuality']) ?? '',
    database: queryText(query, 'database'),
    page: pageNumber(query),
    perPage,
  }
}

/** `2026-11-20`; null for anything else. */
function readDay(text: string): number | null {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(time) ? null : time / dayMs
}
