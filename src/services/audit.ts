import type { AuditEntry } from '../core/audit.ts'
import { RemoteError } from '../core/errors.ts'
import type { AuditStore } from '../store/audit.ts'

export type Audit = ReturnType<typeof auditService>

type Act = Omit<AuditEntry, 'outcome'>

/** Who did what, when, on what, and how it ended. */
export function auditService(store: AuditStore) {
  async function attempt<T>(act: Act, work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      const fault = error instanceof RemoteError ? error.fault : 'error'
      await store.add({ ...act, outcome: 'failed', detail: { ...act.detail, fault } })
      throw error
    }
  }

  /** Acts whose row is still to come. */
  const underWay = new Set<Promise<unknown>>()

  function untilItsRow<T>(acting: Promise<T>): Promise<T> {
    underWay.add(acting)
    return acting.finally(() => underWay.delete(acting))
  }

  return {
    list: store.list,
    count: store.count,
    record: store.add,

    /**
     * Carries out an act and leaves its row whichever way it ends. The result may name the target
     * more closely than was known before (the id of the job that was started). What is to be
     * remembered of it goes before its row, and neither can make a failure of what was carried out.
     */
    around<T>(
      act: Act,
      carryOut: () => Promise<T>,
      named?: (result: T) => Partial<Act>,
      remember?: (result: T) => Promise<unknown>,
    ): Promise<T> {
      const acting = async () => {
        const result = await attempt(act, carryOut)
        try {
          await remember?.(result)
        } finally {
          await store.add({ ...act, ...named?.(result), outcome: 'done' })
        }
        return result
      }
      return untilItsRow(acting())
    },

    /** For the end of the process, before its database is closed: every act that is under way has its row. */
    async settled(): Promise<void> {
      await Promise.allSettled(underWay)
    },

    /**
     * An act that may still break after it has begun. A row is never changed, so `breakOff` adds one
     * that names the first.
     */
    async begin<T>(act: Act, start: () => Promise<T>) {
      const begun = await attempt(act, start)
      const begunAs = await store.add({ ...act, outcome: 'done' })
      const detail = { ...act.detail, brokenOff: true, begunAs }
      return { begun, breakOff: () => store.add({ ...act, outcome: 'failed', detail }) }
    },
  }
}
