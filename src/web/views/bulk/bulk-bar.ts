/** The bar below a table whose rows can be chosen: one button for each act on them. */
export interface BulkBar {
  /** `dump`, `server`: what the boxes are called in the form. */
  name: string
  /** How many rows the box for all of them ticks. */
  rowCount: number
  buttons: { text: string; action: string; icon: string | null; isDanger: boolean }[]
  /** Where the list is found again as it was. */
  next: string
}

/** Null when there is nothing to do, or nothing to do it to: then no row has a box. */
export function bulkBar(bar: BulkBar): BulkBar | null {
  return bar.buttons.length === 0 || bar.rowCount === 0 ? null : bar
}
