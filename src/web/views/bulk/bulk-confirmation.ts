import { manyLimit } from '../../../core/act-outcome.ts'
import type { Format } from '../../format.ts'
import type { Framed } from '../frame/frame.ts'
import type { ErrorSummary, Field } from '../pieces/field.ts'

/** What an act on many will do, before it is done. */
export interface BulkConfirmationView extends Framed {
  heading: string
  summary: ErrorSummary | null
  consequences: string[]
  warnings: string[]
  /** What is acted on. */
  chosen: BulkGroup
  /** What was chosen, and will be left alone. Null when nothing is. */
  leftOut: BulkGroup | null
  action: string
  next: string
  /** Sent on with the confirmation: exactly what the page lists. */
  hidden: { name: string; values: string[] }
  typed: Field | null
  /** Null: nothing that was chosen can be acted on. */
  submitText: string | null
  isDanger: boolean
  cancelHref: string
}

export interface BulkGroup {
  title: string
  rows: { name: string; facts: string }[]
}

/** What of all that matches is too much for one time. */
export function beyondSentences(count: number, { number }: Format): string[] {
  if (count === 0) return []
  return [`${number(count)} more match and are left alone: ${manyLimit} go together at most.`]
}
