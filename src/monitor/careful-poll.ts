import type { Claim, Monitoring } from '../services/monitor/monitor.ts'
import type { Troubles } from './setbacks.ts'

interface Surroundings extends Troubles {
  isStopping: () => boolean
}

/** Polls one server; whatever goes wrong is told, and never ends the loop. */
export function carefulPoll(monitor: Monitoring, surroundings: Surroundings) {
  const { log, outage, isDatabaseAway, isStopping } = surroundings
  return async (claim: Claim): Promise<void> => {
    try {
      await monitor.poll(claim)
    } catch (err) {
      if (isStopping()) return
      // If not even this can be written, it is the database; otherwise the mistake is ours.
      const failure: unknown = await monitor.giveBack(claim).catch((reason: unknown) => reason)
      if (isDatabaseAway(failure)) outage.failed(failure)
      else log.error({ err, serverId: claim.serverId }, 'A poll failed')
    }
  }
}
