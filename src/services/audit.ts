import type { AuditEntry } from '../core/audit.ts'
import { RemoteError } from '../core/errors.ts'
import type { AuditStore } from '../store/audit.ts'

export type Audit = ReturnType<typeof auditService>

type Act = Omit<AuditEntry, 'outcome'>

/** Who did what, when, on what, and how it ended. */
export function auditService(store: AuditStore) {
  async function failed(act: Act, error: unknown): Promise<void> {
    const fault = error instanceof RemoteError ? error.fault : 'error'
    await store.add({ ...act, outcome: 'failed', detail: { ...act.detail, fault } })
  }

  return {
    list: store.list,
    count: store.count,
    record: store.add,

    /**
     * Carries out an act and leaves its row whichever way it ends. The result may name the target
     * more closely than was known before (the id of the job that was started).
     */
    async around<T>(act: Act, carryOut: () => Promise<T>, named?: (result: T) => Partial<Act>) {
      try {
        const result = await carryOut()
        await store.add({ ...act, ...named?.(result), outcome: 'done' })
        return result
      } catch (error) {
        await failed(act, error)
        throw error
      }
    },

    /**
     * An act that may still break after it has begun. A row is never changed, so `breakOff` adds one
     * that names the first.
     */
    async begin<T>(act: Act, start: () => Promise<T>) {
      const begun = await start().catch(async (error: unknown) => {
        await failed(act, error)
        throw error
      })
      const begunAs = await store.add({ ...act, outcome: 'done' })
      const detail = { ...act.detail, brokenOff: true, begunAs }
      return { begun, breakOff: () => store.add({ ...act, outcome: 'failed', detail }) }
    },
  }
}
