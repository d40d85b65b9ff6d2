import { type AlertDelivery, alertDelivery, type DeliveryDeps } from './delivery.ts'
import type { AlertDigests } from './digest.ts'
import { alertEngine, type EngineDeps } from './engine.ts'
import type { AlertPings } from './pings.ts'

export type AlertWork = ReturnType<typeof alertWork>

interface Deps extends EngineDeps, DeliveryDeps {
  digests: Pick<AlertDigests, 'sendDue'>
  pings: Pick<AlertPings, 'pingDue'>
}

/** All that alerts have to do by themselves, each part on as many instances as there are. */
export function alertWork(deps: Deps) {
  const engine = alertEngine(deps)
  const { deliver }: AlertDelivery = alertDelivery(deps)
  const { digests, pings, report } = deps

  /** One part that fails, for whatever reason, keeps no other from its work. */
  async function each(parts: (() => Promise<void>)[]): Promise<void> {
    for (const part of parts) await part().catch(report)
  }

  return {
    /** Does once whatever is due. */
    work: (now: Date, signal: AbortSignal): Promise<void> =>
      each([
        () => engine.note(now),
        () => engine.tell(now),
        () => digests.sendDue(now),
        () => deliver(now, signal),
        () => pings.pingDue(now, signal),
      ]),
  }
}
