import type { Monitoring } from '../services/monitor/monitor.ts'
import type { Outage } from './outage.ts'
import { pause } from './pause.ts'

const beatMs = 5_000

/** Says at steady intervals that this instance lives and what it is at work on. */
export function heartbeat(
  monitor: Pick<Monitoring, 'beat'>,
  atWorkOn: () => string[],
  outage: Outage,
) {
  const waiting = pause()
  let isStopping = false
  let beatAt = performance.now()

  async function beat(): Promise<number> {
    try {
      await monitor.beat(atWorkOn())
      beatAt = performance.now()
      return beatMs
    } catch (error) {
      return outage.failed(error)
    }
  }

  return {
    async run(): Promise<void> {
      while (!isStopping) await waiting.upTo(await beat())
    },

    /** Milliseconds since it was last said. */
    ageMs: () => performance.now() - beatAt,

    stop(): void {
      isStopping = true
      waiting.end()
    },
  }
}
