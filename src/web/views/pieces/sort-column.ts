/** The head of a column that a list can be sorted by. */
export interface SortColumn {
  text: string
  href: string
  sort: 'ascending' | 'descending' | 'none'
  isNumber: boolean
}

/** How a list is sorted, as its URL says it: `name`, or `-name` for the other way round. */
export function sortColumn(
  column: { key: string; text: string; isNumber?: boolean; isLargestFirst?: boolean },
  current: string,
  href: (sort: string) => string,
): SortColumn {
  const { key, text, isNumber = false, isLargestFirst = false } = column
  const first = isLargestFirst ? `-${key}` : key
  const turned = isLargestFirst ? key : `-${key}`
  const sort = current === key ? 'ascending' : current === `-${key}` ? 'descending' : 'none'
  // A second click on the sorted column turns the order round.
  return { text, isNumber, sort, href: href(current === first ? turned : first) }
}
