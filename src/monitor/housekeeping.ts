import type { Monitoring } from '../services/monitor/monitor.ts'
import type { Outage } from './outage.ts'
import { pause } from './pause.ts'

const everyMs = 30_000

/** Looks after the tables beside the polls: tasks for new servers, and an end for what is old. */
export function housekeeping(monitor: Pick<Monitoring, 'keepTasks' | 'prune'>, outage: Outage) {
  const waiting = pause()
  let isStopping = false

  async function tidy(): Promise<number> {
    try {
      await monitor.keepTasks()
      await monitor.prune()
      return everyMs
    } catch (error) {
      return outage.failed(error)
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
