import { NotFound, RemoteError, type RemoteFault } from './errors.ts'
import { type FaultWording, faultWordings } from './faults.ts'

/** Why one of several acts did not happen, beyond what a backup server can fail us with. */
export type ActFault =
  | RemoteFault
  | 'not-there' // what it was to act on is gone, or cannot do it
  | 'no-time' // it was not begun: those before it took too long
  | 'panel-fault' // our own mistake; the log has it

/** How one of several acts ended. Plain data, so that it can be kept for the page that tells of it. */
export type ActOutcome<R> =
  | { isDone: true; result: R }
  | { isDone: false; fault: ActFault; detail: string | null }

/** The server's own words are kept only this far: many outcomes share one page. */
const detailLimit = 200

export function failedOutcome(error: unknown): ActOutcome<never> {
  if (error instanceof RemoteError) {
    const detail = error.detail?.slice(0, detailLimit) ?? null
    return { isDone: false, fault: error.fault, detail }
  }
  const fault = error instanceof NotFound ? 'not-there' : 'panel-fault'
  return { isDone: false, fault, detail: null }
}

const ownWordings: Record<Exclude<ActFault, RemoteFault>, FaultWording> = {
  'not-there': {
    title: 'It is not there, or cannot do this',
    remedy: 'It may have been deleted meanwhile. Reload the list.',
  },
  'no-time': {
    title: 'Not begun: those before it took too long',
    remedy: 'Try it again, with fewer at once.',
  },
  'panel-fault': {
    title: 'The panel itself failed',
    remedy: 'Its log says why. Look at what was done before you try again.',
  },
}

export const actFaultWordings: Record<ActFault, FaultWording> = { ...faultWordings, ...ownWordings }

/** So many are acted on together: their ids must fit the 500 fields of a form, and their acts a minute. */
export const manyLimit = 400
