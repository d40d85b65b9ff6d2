import type { RunDay, RunDayState } from '../../../core/dumps/run-days.ts'
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

export function runBars(days: RunDay[], viewer: Viewer): RunBarsView {
  return {
    width: days.length * step - 2,
    bars: days.map(({ state }, index) => ({
      tone: runDayMarks[state].tone,
      isLine: lines.includes(state),
      path: `M${index * step} 18${shapes[state]}`,
    })),
    label: `The last ${days.length} days: ${runSummary(days, viewer)}`,
  }
}
