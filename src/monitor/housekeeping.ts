import type { Monitoring } from '../services/monitor/monitor.ts'
import { pause } from './pause.ts'
import { setbacks, type Troubles } from './setbacks.ts'

const everyMs = 30_000

/** Looks after the tables beside the polls: tasks for new servers, and an end for what is old. */
export function housekeeping(monitor: Pick<Monitoring, 'keepTasks' | 'prune'>, troubles: Troubles) {
  const trouble = setbacks(
    troubles,
    'The tables of the monitor could not be tidied; it tries again',
  )
  const waiting = pause()
  let isStopping = false

  async function tidy(): Promise<number> {
    try {
      await monitor.keepTasks()
      await monitor.prune()
      trouble.passed()
      return everyMs
    } catch (error) {
      return trouble.failed(error)
    }
  }

  return {
    async run(): Promise<void> {
      while (!isStopping) await waiting.upTo(await tidy())
    },

    stop(): void {
      isStopping = true
      waiting.end()
    },
  }
}
