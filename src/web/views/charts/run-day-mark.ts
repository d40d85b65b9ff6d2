import type { RunDayState } from '../../../core/dumps/run-days.ts'
import type { Badge } from '../pieces/badge.ts'

export interface RunDayMark extends Badge {
  /** Drawn in a box of 16 by 16: the shape of the badge's icon, so that no colour is needed. */
  path: string
}

const check = 'm3 8.5 3.3 3.2L13 4.8'
const question = 'M5 5.6a3 3 0 1 1 4.3 2.7c-.9.5-1.3 1-1.3 1.9m0 2.6v.2'

/** In the order in which a legend names them. */
export const runDayMarks = {
  kept: { tone: 'ok', icon: 'check', text: 'Dump kept', path: check },
  verified: { tone: 'ok', icon: 'check', text: 'Run verified, dump deleted since', path: check },
  partial: {
    tone: 'warn',
    icon: 'half',
    text: 'Partly failed',
    path: 'M8 2a6 6 0 0 0 0 12 6 6 0 0 0 0-12zm0 0v12',
  },
  failed: { tone: 'bad', icon: 'cross', text: 'Failed', path: 'm4 4 8 8m0-8-8 8' },
  missing: {
    tone: 'bad',
    icon: 'alert',
    text: 'No dump found',
    path: 'M8 3v6.2m0 3.2v.2',
  },
  unproven: { tone: 'quiet', icon: 'question', text: 'Unproven', path: question },
  none: { tone: 'quiet', icon: 'pause', text: 'No dump, none known to be due', path: 'M4.5 8h7' },
  running: { tone: 'info', icon: 'play', text: 'Under way', path: 'M5 3.4v9.2L12.4 8z' },
  pending: {
    tone: 'quiet',
    icon: 'dots',
    text: 'Not yet',
    path: 'M3.4 8h.1m4.5 0h.1m4.5 0h.1',
  },
  unknown: { tone: 'quiet', icon: 'lost', text: 'Not known', path: '' },
} satisfies Record<RunDayState, RunDayMark>
