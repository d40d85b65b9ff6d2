import type { Monitoring } from '../services/monitor/monitor.ts'
import { pause } from './pause.ts'
import { setbacks, type Troubles } from './setbacks.ts'

const beatMs = 5_000

/** Says at steady intervals that this instance lives and what it is at work on. */
export function heartbeat(
  monitor: Pick<Monitoring, 'beat'>,
  atWorkOn: () => string[],
  troubles: Troubles,
) {
  const trouble = setbacks(troubles, 'The monitor could not say that it lives; it tries again')
  const waiting = pause()
  let isStopping = false
  let beatAt = performance.now()

  async function beat(): Promise<number> {
    try {
      await monitor.beat(atWorkOn())
      beatAt = performance.now()
      trouble.passed()
      return beatMs
    } catch (error) {
      return trouble.failed(error)
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
