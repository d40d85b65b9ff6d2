import type { AlertDigests } from './digest.ts'
import { alertEngine, type EngineDeps } from './engine.ts'
import type { AlertPings } from './pings.ts'

interface Deps extends EngineDeps {
  digests: Pick<AlertDigests, 'sendDue'>
  pings: Pick<AlertPings, 'pingDue'>
}

/** What alerts have to do by themselves beside delivering, each part on as many instances as there are. */
export function alertWork(deps: Deps) {
  const engine = alertEngine(deps)
  const { digests, pings } = deps
  return {
    /** Does once whatever is due. */
    work: (now: Date, signal: AbortSignal): Promise<void> =>
      doAll([
        () => engine.note(now),
        () => engine.tell(now),
        () => digests.sendDue(now),
        () => pings.pingDue(now, signal),
      ]),
  }
}

/** One part that fails, for whatever reason, keeps no other from its work. The first failure is thrown at the end. */
async function doAll(parts: (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = []
  for (const part of parts) await part().catch((error) => failures.push(error))
  if (failures.length > 0) throw failures[0]
}
