import type { RunDay, RunDayState } from '../dumps/run-days.ts'
import { daysUpTo, type ServerDay } from '../dumps/server-day.ts'
import type { Punctuality } from '../ledger/run.ts'
import type { RunVerdict } from '../verdicts/verdict.ts'

/** Some runs of one day that came to the same. */
export interface DayTally {
  day: ServerDay
  punctuality: Punctuality
  /** Null: they never happened, or not yet. */
  verdict: RunVerdict | null
  runs: number
}

export type LedgerDay = Pick<RunDay, 'day' | 'state'>

/** How many of them a strip shows. */
export const stripDays = 30

/**
 * The last days of a server as the ledger has them, oldest first. Before the first run that it knows
 * nothing is known; after it, a day without a run had none to expect.
 */
export function ledgerDays(tallies: DayTally[], today: ServerDay, count: number): LedgerDay[] {
  const first = Math.min(...tallies.map(({ day }) => day))
  return daysUpTo(today, count).map((day) => {
    const own = tallies.filter((tally) => tally.day === day)
    if (own.length > 0) return { day, state: stateOf(own) }
    if (day < first) return { day, state: 'unknown' }
    return { day, state: day === today ? 'pending' : 'none' }
  })
}

/** What nobody can tell from the dumps that are left, the ledger may still know: all, where none are left. */
export function recalled(days: RunDay[], ledger: LedgerDay[]): RunDay[] {
  if (days.length === 0) return ledger.map((day) => ({ ...day, dumps: [], runs: [] }))
  const known = new Map(ledger.map(({ day, state }) => [day, state]))
  return days.map((day) => {
    const state = known.get(day.day)
    return day.state === 'unknown' && state !== undefined ? { ...day, state } : day
  })
}

function stateOf(tallies: DayTally[]): RunDayState {
  const states = new Set(tallies.map(stateOfRun))
  if (states.has('running')) return 'running'
  const isGood = states.has('verified')
  const isBad = states.has('failed') || states.has('missing') || states.has('partial')
  if (isGood) return isBad ? 'partial' : 'verified'
  return bySeverity.find((state) => states.has(state)) ?? 'unknown'
}

const bySeverity: RunDayState[] = ['partial', 'failed', 'missing', 'unproven', 'pending']

function stateOfRun({ punctuality, verdict }: DayTally): RunDayState {
  if (verdict !== null) return byVerdict[verdict]
  if (punctuality === 'missed') return 'missing'
  return punctuality === 'due' ? 'pending' : 'unknown'
}

const byVerdict: Record<RunVerdict, RunDayState> = {
  verified: 'verified',
  partial: 'partial',
  'delivery-failed': 'partial',
  failed: 'failed',
  skipped: 'unproven',
  unproven: 'unproven',
  lost: 'unproven',
  running: 'running',
  queued: 'running',
}
