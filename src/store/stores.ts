import type { Sealer } from '../lib/seal.ts'
import { alertStores } from './alerts/all.ts'
import { auditStore } from './audit.ts'
import { callbackStore } from './callbacks.ts'
import type { Database } from './db.ts'
import { calendarStore } from './fleet/calendar.ts'
import { figureStore } from './fleet/figures.ts'
import { historyStore } from './fleet/history.ts'
import { lastKnownStore } from './fleet/last-known.ts'
import { overviewStore } from './fleet/overview.ts'
import { runListStore } from './fleet/runs.ts'
import { monitorStores } from './monitor/stores.ts'
import { operationStore } from './operations.ts'
import { sealCheck } from './seal-check.ts'
import { serverStore } from './servers.ts'
import { setupStore } from './setup.ts'
import { signInThrottle } from './sign-in-throttle.ts'
import { userStore } from './users.ts'

export type Stores = ReturnType<typeof stores>

/** Every store on one database. */
export function stores(database: Database, sealer: Sealer) {
  return {
    alerts: alertStores(database, sealer),
    audit: auditStore(database),
    calendar: calendarStore(database),
    callbacks: callbackStore(database),
    figures: figureStore(database),
    monitor: monitorStores(database.pool),
    history: historyStore(database),
    lastKnown: lastKnownStore(database),
    operations: operationStore(database),
    overview: overviewStore(database),
    runLists: runListStore(database),
    sealCheck: sealCheck(database, sealer),
    servers: serverStore(database, sealer),
    setup: setupStore(database),
    throttle: signInThrottle(database.pool),
    users: userStore(database),
  }
}
