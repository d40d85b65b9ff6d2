import type { Pool } from 'pg'
import { instanceStore } from './instances.ts'
import { pruneStore } from './prune.ts'
import { pollRecorder } from './record.ts'
import { snapshotStore } from './snapshots.ts'
import { taskStore } from './tasks.ts'

/** All that only the monitor writes. */
export function monitorStores(pool: Pool) {
  return {
    instances: instanceStore(pool),
    pruning: pruneStore(pool),
    recorder: pollRecorder(pool),
    snapshots: snapshotStore(pool),
    tasks: taskStore(pool),
  }
}
