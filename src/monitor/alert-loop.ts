import { setTimeout as sleep } from 'node:timers/promises'
import type { Alerts } from '../services/alerts/all.ts'
import type { Log } from './log.ts'
import { outage } from './outage.ts'
import { pause } from './pause.ts'

/** How late an alert may be. Where nothing is due, a look costs a few short queries. */
const everyMs = 2_000
const slowestMs = 60_000

const outageWords = {
  gone: 'Alerts cannot use the database; they keep trying',
  back: 'Alerts have the database again: what was due meanwhile is told now',
}

interface AlertLoopOptions {
  log: Log
  isDatabaseAway: (error: unknown) => boolean
}

/** Tells people what is due until it is told to stop, beside any number of other instances. */
export function alertLoop(
  { work }: Pick<Alerts, 'work'>,
  { log, isDatabaseAway }: AlertLoopOptions,
) {
  const trouble = outage(log, outageWords)
  const waiting = pause()
  const stopping = new AbortController()
  let ended: Promise<void> = Promise.resolve()

  async function run(): Promise<void> {
    let waitMs = everyMs
    while (!stopping.signal.aborted) {
      waitMs = await pass(waitMs)
      await waiting.upTo(waitMs)
    }
  }

  /** Answers after how many milliseconds to look again: as usual, or after a failure twice as long. */
  async function pass(waitMs: number): Promise<number> {
    try {
      await work(new Date(), stopping.signal)
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
      ended = run()
    },

    /** Cuts short what is under way: another attempt follows, here or elsewhere. */
    async stop(graceMs: number): Promise<void> {
      stopping.abort()
      waiting.end()
      await Promise.race([ended, sleep(graceMs, undefined, { ref: false })])
    },
  }
}
