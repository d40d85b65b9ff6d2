import { setTimeout as sleep } from 'node:timers/promises'
import type { Alerts } from '../services/alerts/all.ts'
import type { Log } from './log.ts'
import { type Outage, outage } from './outage.ts'

/** How late an alert may be told, and then sent. Where nothing is due, a look costs a few short queries. */
const everyMs = 2_000
const slowestMs = 60_000

const outageWords = {
  gone: 'Alerts cannot use the database; they keep trying',
  back: 'Alerts have the database again: what was due meanwhile is told now',
}

const silent = () => undefined
const unsaid: Log = { info: silent, warn: silent, error: silent }

interface AlertLoopOptions {
  log: Log
  isDatabaseAway: (error: unknown) => boolean
}

type Part = (now: Date, signal: AbortSignal) => Promise<void>

/**
 * Tells people what is due until it is told to stop, beside any number of other instances. Messages are
 * delivered beside the rest: a receiver that hangs holds up no other alarm and no ping.
 */
export function alertLoop(
  { work, deliver }: Pick<Alerts, 'work' | 'deliver'>,
  { log, isDatabaseAway }: AlertLoopOptions,
) {
  const stopping = new AbortController()
  let ended: Promise<unknown> = Promise.resolve()

  async function repeat(part: Part, trouble: Outage): Promise<void> {
    let waitMs = everyMs
    while (!stopping.signal.aborted) {
      waitMs = await pass(part, trouble, waitMs)
      await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }

  /** Answers after how many milliseconds to look again: as usual, or after a failure twice as long. */
  async function pass(part: Part, trouble: Outage, waitMs: number): Promise<number> {
    try {
      await part(new Date(), stopping.signal)
      trouble.passed()
      return everyMs
    } catch (err) {
      if (isDatabaseAway(err)) return trouble.failed(err)
      trouble.passed()
      log.error({ err }, 'Alerts could not be worked on; they are tried again')
      return Math.min(2 * waitMs, slowestMs)
    }
  }

  return {
    start(): void {
      // They lose their database together, and one of them says so.
      ended = Promise.all([
        repeat(work, outage(log, outageWords)),
        repeat(deliver, outage(unsaid, outageWords)),
      ])
    },

    /** Cuts short what is under way: another attempt follows, here or elsewhere. */
    async stop(graceMs: number): Promise<void> {
      stopping.abort()
      await Promise.race([ended, sleep(graceMs, undefined, { ref: false })])
    },
  }
}
