import { type ActOutcome, actFaultWordings } from '../../../core/act-outcome.ts'
import type { Framed } from '../frame/frame.ts'
import type { Badge } from '../pieces/badge.ts'

/** What happened to each of many. */
export interface BulkResultView extends Framed {
  heading: string
  summary: string
  nameTitle: string
  rows: BulkResultRow[]
  /** To choose the failed ones again, with all that follows. Null when none failed. */
  retry: { action: string; name: string; values: string[]; text: string; next: string } | null
  links: { text: string; href: string }[]
}

export interface BulkResultRow {
  name: string
  badge: Badge
  /** What happened, and what to do about it. */
  sentence: string
  link: { text: string; href: string } | null
  /** The job that the badge goes on to tell of, as the stream calls it. */
  topic: string | null
}

const failed: Badge = { tone: 'bad', icon: 'cross', text: 'Failed' }

/** The same words for a fault as anywhere else, with the server's own behind them. */
export function failedRow(
  name: string,
  { fault, detail }: Extract<ActOutcome<unknown>, { isDone: false }>,
): BulkResultRow {
  const { title, remedy } = actFaultWordings[fault]
  const reported = detail === null ? '' : ` Reported: ${detail}`
  const sentence = `${title}. ${remedy}${reported}`
  return { name, badge: failed, sentence, link: null, topic: null }
}

/** `2 dumps deleted, 1 failed`: whatever did not happen to any is left out. */
export function tally(counts: [count: number, text: string][]): string {
  const parts = counts.filter(([count]) => count > 0).map(([count, text]) => `${count} ${text}`)
  return parts.length === 0 ? 'Nothing was done' : parts.join(', ')
}
