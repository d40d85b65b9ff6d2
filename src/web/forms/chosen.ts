import type { Request } from 'express'
import { manyLimit } from '../../core/act-outcome.ts'
import { queryText } from './query.ts'

type Sent = Pick<Request, 'body' | 'query'>

export interface Choice {
  ids: string[]
  /** Match as well, but are too many for one time. */
  beyondCount: number
}

/**
 * What was chosen: the ticked rows, or all that the list's query finds at this moment, on whatever page.
 * `find` answers them in the order of the list.
 */
export function choiceOf(
  req: Sent,
  name: string,
  find: (query: Record<string, string>) => { id: string }[],
): Choice {
  if (!isAllMatching(req)) return { ids: chosenIds(req, name), beyondCount: 0 }
  const query = new URLSearchParams(queryText(fieldsOf(req), 'query', queryLimit))
  const ids = find(Object.fromEntries(query)).map(({ id }) => id)
  return { ids: ids.slice(0, manyLimit), beyondCount: Math.max(0, ids.length - manyLimit) }
}

export function isNothingChosen(req: Sent, name: string): boolean {
  return !isAllMatching(req) && chosenIds(req, name).length === 0
}

/** A whole query, each part of which has a limit of its own. */
const queryLimit = 4000

function isAllMatching(req: Sent): boolean {
  return fieldsOf(req)['all'] === 'matching'
}

function fieldsOf(req: Sent): Record<string, unknown> {
  return { ...req.query, ...req.body }
}

/**
 * The values of the ticked boxes of one name, each once. They arrive in the body from a list, or in
 * the query from a link; one box alone is no list, and anything but text is left out.
 */
export function chosenIds(req: Sent, name: string): string[] {
  const ticked = [fieldsOf(req)[name]]
    .flat()
    .filter((value) => typeof value === 'string' && value !== '')
  return [...new Set(ticked as string[])]
}

/** Where to go back to, as the list said it; unchecked. */
export function wayBack(req: Sent): unknown {
  return req.body?.['next'] ?? req.query['next']
}
