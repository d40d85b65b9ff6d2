import type { Dump } from '../../../core/dumps/backup.ts'
import { type LedgerDay, recalled } from '../../../core/fleet/ledger-days.ts'
import type { Viewer } from '../frame/viewer.ts'
import { type RunStripInput, type RunStripView, runStrip } from './run-strip.ts'

interface ServerStripInput extends Omit<RunStripInput, 'id'> {
  /** All that the server lists. */
  dumps: Dump[]
  ledger: LedgerDay[]
}

/** The days of a server from its dumps, and from what the panel remembers. Null: neither tells anything. */
export function serverStrip(input: ServerStripInput, viewer: Viewer): RunStripView | null {
  const { dumps, ledger, days, ...strip } = input
  const isTold = hasKnownDump(dumps) || ledger.some(({ state }) => state !== 'unknown')
  return isTold ? runStrip({ id: 'days', ...strip, days: recalled(days, ledger) }, viewer) : null
}

/** Files whose names tell no database tell nothing of a day either. */
export function hasKnownDump(dumps: Dump[]): boolean {
  return dumps.some(({ database }) => database !== '')
}
