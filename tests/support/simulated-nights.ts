import { vi } from 'vitest'
import type { RunFault } from '../../src/sandbox/faults.ts'
import type { TestSandbox } from '../sandbox/test-sandbox.ts'
import type { TestPanel } from './panel.ts'

const hourMs = 60 * 60_000

/** Postgres keeps whole milliseconds: what is due this moment may count as due the next. */
const roundingMs = 10

/**
 * Days that pass in seconds: the clock of the panel and of a sandbox is moved, and the sandbox's scheduler
 * and the panel's monitor do what they would have done meanwhile. Postgres keeps the real time, which
 * decides nothing but the leases.
 */
export async function simulatedNights(
  panel: TestPanel,
  { from, env }: { from: string; env: Record<string, string> },
) {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(from) })
  const { server, sandbox } = await panel.aSandbox(
    { pollIntervalMs: 3 * hourMs },
    { env, now: () => new Date() },
  )
  const { monitor } = panel.services
  const { pool } = panel.database

  /** `lateMs`: for how long nobody has polled though it was time. */
  async function poll(lateMs = 0): Promise<void> {
    await monitor.keepTasks()
    const late = "update tasks set due_at = now() - $2 * interval '1 ms' where server_id = $1"
    await pool.query(late, [server.id, lateMs + roundingMs])
    for (const claim of await monitor.claim(1, [])) await monitor.poll(claim)
  }

  return {
    server,
    sandbox,
    poll,

    /** Watches every three hours until then. */
    async watchUntil(until: string): Promise<void> {
      const end = new Date(until)
      while (Date.now() + 3 * hourMs < end.getTime()) {
        vi.setSystemTime(Date.now() + 3 * hourMs)
        await poll()
      }
      vi.setSystemTime(end)
      await poll()
    },

    /** The panel is off until then, and looks again. */
    async returnAt(until: string): Promise<void> {
      const lateMs = new Date(until).getTime() - Date.now()
      vi.setSystemTime(new Date(until))
      await poll(lateMs)
    },

    /** The scheduler's run at that time, which the panel may or may not be watching. */
    async runAt(time: string, fault?: RunFault): Promise<void> {
      const back = new Date()
      vi.setSystemTime(new Date(time))
      await runWith(sandbox, fault)
      vi.setSystemTime(back)
    },

    [Symbol.dispose]() {
      vi.useRealTimers()
    },
  }
}

async function runWith(sandbox: TestSandbox, fault: RunFault | undefined): Promise<void> {
  sandbox.faults.run = fault
  await sandbox.runScheduled()
  sandbox.faults.run = undefined
}
