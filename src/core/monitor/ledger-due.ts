import type { Snapshot } from './snapshot.ts'

/** How late what follows from the mere passing of time may be noticed. */
const everyMs = 5 * 60_000

type Examined = Pick<Snapshot, 'ledgerMark' | 'ledgerAt' | 'nextRunAt'>

/**
 * Entering a look into the ledger costs many times what the poll does, and most looks show what the one
 * before showed. `mark` stands for all that a look showed.
 */
export function isLedgerDue(before: Examined | null, mark: string, at: Date): boolean {
  if (!before?.ledgerAt || before.ledgerMark !== mark) return true
  const { ledgerAt, nextRunAt } = before
  const hasFallenDue = nextRunAt !== null && nextRunAt > ledgerAt && nextRunAt <= at
  // Our own clock may have been put back since.
  return hasFallenDue || Math.abs(at.getTime() - ledgerAt.getTime()) >= everyMs
}
