import { type Page, pageOf } from '../page-of.ts'
import type { Dump, Slot } from './backup.ts'

export type DumpSort = 'finished' | 'database' | 'name' | 'size'

export interface DumpQuery {
  /** Part of a file name or of the database's name, in any case. */
  text?: string
  database?: string
  /** Only dumps that this slot holds. */
  slot?: Slot
  sort: DumpSort
  direction: 'ascending' | 'descending'
  /** From 1; beyond the end means the last page. */
  page: number
  perPage: number
}

export interface DumpSelection extends Page<Dump> {
  /** Every known database, whatever the filter, for the filter itself. */
  databases: string[]
}

/** One page of dumps: filtered, sorted, cut. */
export function selectDumps(dumps: Dump[], query: DumpQuery): DumpSelection {
  return { ...pageOf(matchingDumps(dumps, query), query), databases: databasesOf(dumps) }
}

/** All dumps that a query finds, on whatever page, in its order. */
export function matchingDumps(dumps: Dump[], query: Omit<DumpQuery, 'page' | 'perPage'>): Dump[] {
  return dumps.filter((dump) => matches(dump, query)).sort(order(query))
}

/** One collator for all: making one per comparison is what makes sorting slow. */
const collator = new Intl.Collator('en', { numeric: true })

function databasesOf(dumps: Dump[]): string[] {
  const names = new Set(dumps.map((dump) => dump.database))
  names.delete('')
  return [...names].sort(collator.compare)
}

function matches(
  dump: Dump,
  { text, database, slot }: Pick<DumpQuery, 'text' | 'database' | 'slot'>,
): boolean {
  if (database !== undefined && dump.database !== database) return false
  if (slot !== undefined && !dump.files.some((file) => file.slot === slot)) return false
  return text === undefined || hasText(dump, text.trim().toLowerCase())
}

function hasText(dump: Dump, text: string): boolean {
  return (
    dump.database.toLowerCase().includes(text) ||
    dump.files.some((file) => file.name.toLowerCase().includes(text))
  )
}

const comparisons: Record<DumpSort, (a: Dump, b: Dump) => number> = {
  finished: (a, b) => a.finishedAt.getTime() - b.finishedAt.getTime(),
  database: (a, b) => collator.compare(a.database, b.database),
  name: (a, b) => collator.compare(a.name, b.name),
  size: (a, b) => a.sizeBytes - b.sizeBytes,
}

/** Equals are shown newest first in either direction, so that pages never shuffle. */
function order({
  sort,
  direction,
}: Pick<DumpQuery, 'sort' | 'direction'>): (a: Dump, b: Dump) => number {
  const sign = direction === 'ascending' ? 1 : -1
  return (a, b) =>
    sign * comparisons[sort](a, b) ||
    comparisons.finished(b, a) ||
    comparisons.name(a, b) ||
    (a.id < b.id ? -1 : 1)
}
