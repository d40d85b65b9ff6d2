import { manyLimit } from '../../../core/act-outcome.ts'
import type { Viewer } from '../frame/viewer.ts'

/** The bar below a table whose rows can be chosen: one button for each act on them. */
export interface BulkBar {
  /** `dump`, `server`: what the boxes are called in the form. */
  name: string
  /** How many rows the box for all of them ticks. */
  rowCount: number
  /** To choose what matches on every page, not only on this one. Null: all of it is here. */
  matching: { text: string; count: number; query: string } | null
  buttons: { text: string; action: string; icon: string | null; isDanger: boolean }[]
  /** Where the list is found again as it was. */
  next: string
}

export interface BulkBarInput extends Omit<BulkBar, 'matching'> {
  /** How many match, on all pages. */
  total: number
  /** Does the list show less than there is? */
  isNarrowed: boolean
}

/** Null when there is nothing to do, or nothing to do it to: then no row has a box. */
export function bulkBar(input: BulkBarInput, viewer: Viewer): BulkBar | null {
  const { total, isNarrowed: _, ...bar } = input
  if (bar.buttons.length === 0 || bar.rowCount === 0) return null
  return { ...bar, matching: total > bar.rowCount ? matching(input, viewer) : null }
}

function matching(
  { name, total, isNarrowed, next }: BulkBarInput,
  { format }: Viewer,
): BulkBar['matching'] {
  const [, query = ''] = next.split('?')
  const all = `${format.number(total)} ${isNarrowed ? 'matching ' : ''}${name}s`
  const text = total > manyLimit ? `The first ${manyLimit} of ${all}` : `All ${all}`
  return { text, count: Math.min(total, manyLimit), query }
}
