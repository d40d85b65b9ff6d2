import type { RunDayState } from '../../../core/dumps/run-days.ts'
import type { LedgerDay } from '../../../core/fleet/ledger-days.ts'
import { series } from '../../../core/wording.ts'
import type { Viewer } from '../frame/viewer.ts'

/** So many days are named; beyond that they are counted. */
const namedDays = 3

/** A strip of days in words: what is there, what is not, and what nobody can know. */
export function runSummary(days: LedgerDay[], viewer: Viewer): string {
  const good = days.filter(({ state }) => state === 'kept' || state === 'verified').length
  const sentences = [
    `${good} of ${days.length} days in order.`,
    sentence('Failed', days, ['failed'], viewer),
    sentence('No dump found', days, ['missing'], viewer),
    sentence('Partly failed', days, ['partial'], viewer),
    sentence('Unproven', days, ['unproven'], viewer),
    unknown(days, viewer),
  ]
  return sentences.filter((each) => each !== '').join(' ')
}

function sentence(
  what: string,
  days: LedgerDay[],
  states: RunDayState[],
  { format }: Viewer,
): string {
  const own = days.filter(({ state }) => states.includes(state)).reverse()
  if (own.length === 0) return ''
  if (own.length > namedDays) return `${what} on ${own.length} days.`
  return `${what} on ${series(own.map(({ day }) => format.day(day)))}.`
}

/** Retention clears old dumps away: their absence says nothing. */
function unknown(days: LedgerDay[], { format }: Viewer): string {
  const last = days.findLastIndex(({ state }) => state === 'unknown')
  if (last < 0) return ''
  const since = days[last + 1]
  if (!since) return 'Nothing is known of these days: no dump is kept.'
  if (since.state === 'pending') return 'Nothing is known of the days before: no dump is kept.'
  return `Before ${format.day(since.day)} little is known: dumps of then are no longer kept day by day.`
}
