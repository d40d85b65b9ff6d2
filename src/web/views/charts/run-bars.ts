import type { RunDayState } from '../../../core/dumps/run-days.ts'
import type { LedgerDay } from '../../../core/fleet/ledger-days.ts'
import { groupBy } from '../../../core/group-by.ts'
import type { Viewer } from '../frame/viewer.ts'
import type { Tone } from '../pieces/badge.ts'
import { runDayMarks } from './run-day-mark.ts'
import { runSummary } from './run-summary.ts'

/** The same days where there is room for a line only. Heights and outlines tell what colours do. */
export interface RunBarsView {
  width: number
  bars: { tone: Tone; isLine: boolean; path: string }[]
  /** For whoever cannot see it. */
  label: string
}

const step = 8

/** From the baseline at 18 upwards, in a box of 6 by 18; whole days are the highest. */
const shapes: Record<RunDayState, string> = {
  kept: 'h6v-16h-6z',
  verified: 'h6v-16h-6z',
  partial: 'h6v-8h-6z',
  unproven: 'h6v-8h-6z',
  failed: 'm.5-.5 5-5m-5 0 5 5',
  missing: 'm.5-.5h5v-15h-5z',
  running: 'v-12l6 6z',
  pending: 'm2.5-.5h1',
  none: 'm2.5-.5h1',
  unknown: 'm2.5-.5h1',
}

const lines: RunDayState[] = ['failed', 'missing', 'pending', 'none', 'unknown']

export function runBars(days: LedgerDay[], viewer: Viewer): RunBarsView {
  return {
    width: days.length * step - 2,
    bars: barsOf(days),
    label: `The last ${days.length} days: ${runSummary(days, viewer)}`,
  }
}

/** All that look alike as one path: lists of servers have many such pictures. */
function barsOf(days: LedgerDay[]): RunBarsView['bars'] {
  const bars = days.map(({ state }, index) => ({
    tone: runDayMarks[state].tone,
    isLine: lines.includes(state),
    path: `M${index * step} 18${shapes[state]}`,
  }))
  const alike = groupBy(bars, ({ tone, isLine }) => `${tone} ${isLine}`)
  return [...alike.values()].flatMap(([first, ...others]) =>
    first ? [{ ...first, path: [first, ...others].map(({ path }) => path).join('') }] : [],
  )
}
