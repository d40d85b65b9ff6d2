import type { Log } from './log.ts'
import type { Outage } from './outage.ts'

const slowestMs = 30_000

/** What every part of the monitor is told of failures with. */
export interface Troubles {
  log: Log
  outage: Outage
  isDatabaseAway: (error: unknown) => boolean
}

/**
 * What keeps one part of the monitor from its work: a database that is away is the business of the
 * outage, which all parts share; any other mistake is ours, said each time and tried ever less often.
 */
export function setbacks({ log, outage, isDatabaseAway }: Troubles, words: string) {
  let tries = 0

  return {
    /** Answers after how many milliseconds to try again. */
    failed(err: unknown): number {
      if (isDatabaseAway(err)) return outage.failed(err)
      tries += 1
      log.error({ err }, words)
      return Math.min(slowestMs, 1000 * 2 ** Math.min(tries, 10))
    },

    passed(): void {
      tries = 0
    },
  }
}
