export interface Page<T> {
  rows: T[]
  /** How many there are, on all pages. */
  total: number
  /** From 1; the last one when more was asked for than there is. */
  page: number
}

/** One page of a list. An empty list has a page too, to be shown on. */
export function pageOf<T>(all: T[], asked: { page: number; perPage: number }): Page<T> {
  const { perPage } = asked
  const pages = Math.max(1, Math.ceil(all.length / perPage))
  const page = Math.min(Math.max(1, asked.page), pages)
  const start = (page - 1) * perPage
  return { rows: all.slice(start, start + perPage), total: all.length, page }
}
