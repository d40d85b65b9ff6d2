import type { Claim, Monitoring } from '../services/monitor/monitor.ts'
import type { Log } from './log.ts'
import type { Outage } from './outage.ts'

interface Surroundings {
  log: Log
  trouble: Outage
  isStopping: () => boolean
}

/** Polls one server; whatever goes wrong is told, and never ends the loop. */
export function carefulPoll(monitor: Monitoring, { log, trouble, isStopping }: Surroundings) {
  return async (claim: Claim): Promise<void> => {
    try {
      await monitor.poll(claim)
    } catch (error) {
      if (isStopping()) return
      // If not even this can be written, it is the database; otherwise the mistake is ours.
      await monitor.giveBack(claim).then(
        () => log.error({ err: error, serverId: claim.serverId }, 'A poll failed'),
        (failure: unknown) => trouble.failed(failure),
      )
    }
  }
}
