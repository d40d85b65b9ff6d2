import { z } from 'zod'
import type { DumpQuery } from '../../core/dump-selection.ts'

export const dumpsPerPage = 50

/** What the URL asks of the list of dumps. Nonsense counts as not asked. */
export function dumpQuery(query: unknown): DumpQuery {
  const { q, database, slot, ...rest } = parameters.parse(query)
  return {
    ...(q !== '' && { text: q }),
    ...(database !== '' && { database }),
    ...(slot !== undefined && { slot }),
    ...rest,
    direction:
      rest.direction ??
      (rest.sort === 'database' || rest.sort === 'name' ? 'ascending' : 'descending'),
    perPage: dumpsPerPage,
  }
}

const text = z.string().max(200).catch('')

const parameters = z.object({
  q: text.transform((value) => value.trim()),
  database: text,
  slot: z.enum(['last', 'daily', 'weekly', 'monthly']).optional().catch(undefined),
  sort: z.enum(['finished', 'database', 'name', 'size']).catch('finished'),
  direction: z.enum(['ascending', 'descending']).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(1_000_000).catch(1),
})
