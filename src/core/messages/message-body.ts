import type { Pending } from '../alerts/pending.ts'
import type { Turn } from '../alerts/turns.ts'
import type { AlertMessage } from '../channels/message.ts'

/** What a person reads of a message. */
export type MessageBody = Pick<AlertMessage, 'title' | 'lines' | 'facts'>

/** What a person reads of more than this is no longer read. */
const mostShown = 20

export function shortened(lines: string[]): string[] {
  const rest = lines.length - mostShown
  return rest > 0 ? [...lines.slice(0, mostShown), `and ${rest} more.`] : lines
}

/** `a, b, c`, and of many: `a, b and 230 more`. */
export function named(names: string[]): string {
  const rest = names.length - mostShown
  const shown = names.slice(0, mostShown).join(', ')
  return rest > 0 ? `${shown} and ${rest} more` : shown
}

/** What is so, or what ended it. */
export function statement({ incident }: Pending, { purpose }: Pick<Turn, 'purpose'>): string {
  return purpose === 'recovery' ? (incident.ending ?? 'Well again') : incident.title
}
