import type { Request } from 'express'

/**
 * The values of the ticked boxes of one name, each once. They arrive in the body from a list, or in
 * the query from a link; one box alone is no list, and anything but text is left out.
 */
export function chosenIds(req: Pick<Request, 'body' | 'query'>, name: string): string[] {
  const fields: Record<string, unknown> = { ...req.query, ...req.body }
  const ticked = [fields[name]].flat().filter((value) => typeof value === 'string' && value !== '')
  return [...new Set(ticked as string[])]
}

/** Where to go back to, as the list said it; unchecked. */
export function wayBack(req: Pick<Request, 'body' | 'query'>): unknown {
  return req.body?.['next'] ?? req.query['next']
}
