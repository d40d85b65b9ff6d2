import type { ChannelRegistry } from '../../channels/registry.ts'
import type { AlertStores } from '../../store/alerts/all.ts'
import type { Audit } from '../audit.ts'
import { alertChannelService } from './channels.ts'
import { alertDelivery } from './delivery.ts'
import { digestService } from './digest.ts'
import { messageService } from './messages.ts'
import { alertOverview } from './overview.ts'
import { pingService } from './pings.ts'
import { alertRuleService } from './rules.ts'
import { windowService } from './windows.ts'
import { alertWork } from './work.ts'

export type Alerts = ReturnType<typeof alertServices>

interface Deps {
  stores: AlertStores
  registry: ChannelRegistry
  audit: Audit
  /** Where people find the panel; undefined: messages carry no link. */
  baseUrl: URL | undefined
  newId: () => string
  /** Names this process among those that share the work. */
  instanceId: string
  /** Something failed that is no fault of a channel. */
  report: (error: unknown) => void
}

/** All that the panel does to tell people. */
export function alertServices({ stores, registry, ...deps }: Deps) {
  const delivery = alertDelivery({ ...stores, ...deps, registry })
  const digests = digestService({ ...stores, ...deps })
  const pings = pingService({ ...stores, ...deps, kind: registry.deadMan })
  return {
    channels: alertChannelService({ ...stores, ...deps, registry }),
    digests,
    messages: messageService({ ...stores, ...deps, delivery }),
    overview: alertOverview(stores),
    pings,
    rules: alertRuleService({ ...stores, ...deps }),
    windows: windowService({ ...stores, ...deps }),
    work: alertWork({ ...stores, ...deps, digests, pings }).work,
    deliver: delivery.deliver,
  }
}
