import type { DumpQuery, DumpSelection, DumpSort } from '../../../core/dumps/dump-selection.ts'
import type { Query } from '../../paths.ts'
import type { Viewer } from '../frame/viewer.ts'

interface Option {
  value: string
  text: string
  isSelected: boolean
}

interface Column {
  text: string
  href: string
  sort: 'ascending' | 'descending' | 'none'
  isNumber: boolean
}

export interface BackupFilters {
  action: string
  q: string
  databases: Option[]
  slots: Option[]
  /** Carried through the search form. */
  sort: string
  direction: string
  /** Null when nothing is narrowed. */
  clearHref: string | null
  /** How many match, when narrowed. */
  summary: string | null
  columns: Column[]
}

const slots = ['last', 'daily', 'weekly', 'monthly']

const columns: [DumpSort, string][] = [
  ['name', 'Dump'],
  ['database', 'Database'],
  ['size', 'Size'],
  ['finished', 'Finished'],
]

/** What narrows and orders the list; `href` keeps whatever it is not told to change. */
export function backupFilters(
  query: DumpQuery,
  { databases, total }: DumpSelection,
  action: string,
  href: (changed: Query) => string,
  { format }: Viewer,
): BackupFilters {
  const isNarrow = isNarrowed(query)
  return {
    action,
    q: query.text ?? '',
    databases: options('All databases', databases, query.database),
    slots: options('All slots', slots, query.slot),
    sort: query.sort,
    direction: query.direction,
    clearHref: isNarrow ? href({ q: '', database: '', slot: '', page: 1 }) : null,
    summary: isNarrow ? `${format.number(total)} matching` : null,
    columns: columns.map(([key, text]) => column(key, text, query, href)),
  }
}

export function isNarrowed({ text, database, slot }: DumpQuery): boolean {
  return Boolean(text || database !== undefined || slot)
}

/** The same query as a URL spells it; the usual order needs no words. */
export function queryOf(query: DumpQuery): Query {
  const { text, database, slot, sort, direction, page } = query
  const isUsual = sort === 'finished' && direction === 'descending'
  return { q: text, database, slot, ...(!isUsual && { sort, direction }), page }
}

function options(all: string, values: string[], selected: string | undefined): Option[] {
  const known = selected === undefined || values.includes(selected) ? values : [selected, ...values]
  return [
    { value: '', text: all, isSelected: selected === undefined },
    ...known.map((value) => ({ value, text: value, isSelected: value === selected })),
  ]
}

/** A second click on the sorted column turns the order round; times and sizes begin with the largest. */
function column(
  key: DumpSort,
  text: string,
  query: DumpQuery,
  href: (changed: Query) => string,
): Column {
  const isNumber = key === 'size'
  const isSorted = query.sort === key
  const first = key === 'size' || key === 'finished' ? 'descending' : 'ascending'
  const turned = query.direction === 'ascending' ? 'descending' : 'ascending'
  return {
    text,
    isNumber,
    sort: isSorted ? query.direction : 'none',
    href: href({ sort: key, direction: isSorted ? turned : first, page: 1 }),
  }
}
