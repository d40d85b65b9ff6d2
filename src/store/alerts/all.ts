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
  const channels = alertChannelStore(database, sealer)
  const pings = pingStore(database, sealer)
  return {
    channels,
    digests: digestStore(database),
    facts: fleetFactStore(database),
    incidents: incidentStore(database),
    notices: noticeStore(database),
    outbox: outboxStore(database),
    pings,
    rules: alertRuleStore(database),
    windows: windowStore(database),

    /** What the present keys do not open: ids of channels, and the ping. */
    async unreadable(): Promise<string[]> {
      const isPingReadable = (await pings.secrets()) !== null
      return [...(await channels.unreadable()), ...(isPingReadable ? [] : ['ping'])]
    },

    /** Seals with the present key what the previous one had sealed; tells how many. */
    reseal: async (): Promise<number> => (await channels.reseal()) + (await pings.reseal()),
  }
}
