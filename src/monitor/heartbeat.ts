import type { Monitoring } from '../services/monitor/monitor.ts'
import type { Outage } from './outage.ts'
import { pause } from './pause.ts'

const beatMs = 5_000
const keepTasksMs = 30_000
const pruneMs = 60_000

/**
 * What is done at steady intervals beside the polls: saying that this instance lives, and looking
 * after the tables.
 */
export function heartbeat(monitor: Monitoring, outage: Outage) {
  const waiting = pause()
  let isStopping = false
  let beatAt = performance.now()
  const keepTasks = occasionally(keepTasksMs, () => monitor.keepTasks())
  const prune = occasionally(pruneMs, () => monitor.prune())

  async function beat(): Promise<number> {
    try {
      await monitor.beat()
      beatAt = performance.now()
      await keepTasks()
      await prune()
      return beatMs
    } catch (error) {
      return outage.failed(error)
    }
  }

  async function run(): Promise<void> {
    while (!isStopping) await waiting.upTo(await beat())
  }

  return {
    run,
    /** Milliseconds since it was last said. */
    ageMs: () => performance.now() - beatAt,
    stop(): void {
      isStopping = true
      waiting.end()
    },
  }
}

/** Does something at most so often, however often it is asked to. */
function occasionally(everyMs: number, work: () => Promise<void>): () => Promise<void> {
  let dueAt = 0
  return async () => {
    if (performance.now() < dueAt) return
    dueAt = performance.now() + everyMs
    await work()
  }
}
