import type { Pool } from 'pg'
import type { Dump } from '../../core/dumps/backup.ts'
import type { LedgerMemory } from '../../core/ledger/ledger.ts'
import { instanceStore } from './instances.ts'
import { loadLedger } from './ledger.ts'
import { pruneStore } from './prune.ts'
import { pollRecorder } from './record.ts'
import { snapshotStore } from './snapshots.ts'
import { taskStore } from './tasks.ts'

export type LedgerStore = ReturnType<typeof ledgerStore>

/** All that only the monitor writes. */
export function monitorStores(pool: Pool) {
  return {
    instances: instanceStore(pool),
    ledger: ledgerStore(pool),
    pruning: pruneStore(pool),
    recorder: pollRecorder(pool),
    snapshots: snapshotStore(pool),
    tasks: taskStore(pool),
  }
}

function ledgerStore(pool: Pool) {
  return {
    load: (serverId: string, dumps: Dump[] | null): Promise<LedgerMemory> =>
      loadLedger(pool, serverId, dumps),
  }
}
