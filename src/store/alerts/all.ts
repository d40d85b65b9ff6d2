import type { Sealer } from '../../lib/seal.ts'
import type { Database } from '../db.ts'
import { alertChannelStore } from './channels.ts'
import { digestStore } from './digest.ts'
import { fleetFactStore } from './fleet-facts.ts'
import { incidentStore } from './incidents.ts'
import { noticeStore } from './notices.ts'
import { outboxStore } from './outbox.ts'
import { pingStore } from './ping.ts'
import { alertRuleStore } from './rules.ts'
import { windowStore } from './windows.ts'

export type AlertStores = ReturnType<typeof alertStores>

/** Every store of alerts on one database. */
export function alertStores(database: Database, sealer: Sealer) {
  return {
    channels: alertChannelStore(database, sealer),
    digests: digestStore(database),
    facts: fleetFactStore(database),
    incidents: incidentStore(database),
    notices: noticeStore(database),
    outbox: outboxStore(database),
    pings: pingStore(database, sealer),
    rules: alertRuleStore(database),
    windows: windowStore(database),
  }
}
