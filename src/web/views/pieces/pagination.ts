import type { Format } from '../../format.ts'

/** Where in a long list the page stands, and the ways on. */
export interface Pagination {
  /** "51–100 of 512" */
  summary: string
  previousHref: string | null
  nextHref: string | null
  pages: { text: string; href: string | null; isCurrent: boolean }[]
}

/** Null when everything fits on one page. A gap in the pages is an entry without link. */
export function pagination(
  list: { page: number; perPage: number; total: number },
  href: (page: number) => string,
  { number }: Pick<Format, 'number'>,
): Pagination | null {
  const { page, perPage, total } = list
  const last = Math.ceil(total / perPage)
  if (last <= 1) return null
  return {
    summary: `${number((page - 1) * perPage + 1)}–${number(Math.min(page * perPage, total))} of ${number(total)}`,
    previousHref: page > 1 ? href(page - 1) : null,
    nextHref: page < last ? href(page + 1) : null,
    pages: shownPages(page, last).map((shown) =>
      shown === null
        ? { text: '…', href: null, isCurrent: false }
        : { text: String(shown), href: href(shown), isCurrent: shown === page },
    ),
  }
}

/** First, last, and the neighbours of the current one; null stands for a gap. */
function shownPages(page: number, last: number): (number | null)[] {
  const shown = [1, page - 1, page, page + 1, last]
    .filter((number) => number >= 1 && number <= last)
    .filter((number, index, all) => all.indexOf(number) === index)
  return shown.flatMap((number, index) => {
    const before = shown[index - 1]
    return before !== undefined && number - before > 1 ? [null, number] : [number]
  })
}
