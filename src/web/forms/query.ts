type Query = Record<string, unknown>

/** One parameter of a query string as text; missing, repeated or over-long ones are empty. */
export function queryText(query: Query, name: string, limit = 200): string {
  const value = query[name]
  return typeof value === 'string' && value.length <= limit ? value.trim() : ''
}

/** The page asked for, from 1; anything else is the first. */
export function pageNumber(query: Query): number {
  const page = Number(queryText(query, 'page'))
  return Number.isSafeInteger(page) && page >= 1 && page <= 100_000 ? page : 1
}
