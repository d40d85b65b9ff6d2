import type { Pool } from 'pg'
import type { LedgerChanges } from '../../core/ledger/ledger.ts'
import type { NewEvent } from '../../core/monitor/event.ts'
import type { Snapshot } from '../../core/monitor/snapshot.ts'
import { writeEvents } from './events.ts'
import { writeLedger } from './ledger.ts'
import { countPoll, type Polled } from './rollups.ts'
import { writeSnapshot } from './snapshots.ts'
import { type Claim, finish, type Next } from './tasks.ts'
import { inTransaction } from './transaction.ts'

export type PollRecorder = ReturnType<typeof pollRecorder>

/** All that one poll leaves behind. */
export interface PollRecord {
  before: Snapshot | null
  snapshot: Snapshot
  /** Null: nobody was asked, so there is nothing to count. */
  polled: Polled | null
  events: NewEvent[]
  /** Null: nothing that the ledger goes by has changed. */
  ledger: LedgerChanges | null
  next: Next
}

/** Keeps a poll as a whole, or nothing of it: whoever has lost the lease comes too late. */
export function pollRecorder(pool: Pool) {
  return {
    /** @throws LeaseLost when another instance has the server by now, or it was deleted or changed */
    record: (claim: Claim, poll: PollRecord): Promise<void> =>
      inTransaction(pool, async (transaction) => {
        await finish(transaction, claim, poll.next)
        const { serverId } = poll.snapshot
        await writeSnapshot(transaction, poll.snapshot, poll.before)
        if (poll.polled) await countPoll(transaction, serverId, poll.polled)
        if (poll.ledger) await writeLedger(transaction, serverId, poll.ledger)
        await writeEvents(transaction, serverId, [...poll.events, ...(poll.ledger?.events ?? [])])
      }),
  }
}
