/** A hung piece of work stops counting, but there is an end to how many may hang. */
const outstandingPerSlot = 8

/**
 * Counts pieces of work that run at a time. One that takes longer than `patienceMs` goes on, but no
 * longer counts, so that a dozen silent servers cannot keep all others waiting.
 */
export function slots(limit: number, patienceMs: number, onFree: () => void) {
  const running = new Map<string, Promise<void>>()
  let counted = 0

  return {
    free: () => Math.max(0, Math.min(limit - counted, limit * outstandingPerSlot - running.size)),

    names: () => [...running.keys()],

    /** `work` never rejects. */
    run(name: string, work: () => Promise<void>): void {
      counted += 1
      let counts = true
      const uncount = () => {
        if (!counts) return
        counts = false
        counted -= 1
        onFree()
      }
      const timer = setTimeout(uncount, patienceMs)
      const done = work().finally(() => {
        running.delete(name)
        clearTimeout(timer)
        uncount()
      })
      running.set(name, done)
    },

    async allDone(): Promise<void> {
      await Promise.all(running.values())
    },
  }
}
