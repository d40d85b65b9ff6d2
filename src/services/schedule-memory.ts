export type ScheduleMemory = ReturnType<typeof scheduleMemory>

/** Since when servers have another schedule than before, as far as this process has seen it. */
export function scheduleMemory() {
  const known = new Map<string, { raw: string; since: Date | null }>()
  return {
    /**
     * `raw` is null when it could not be read. Null: it was always this one, or nobody here knows
     * better. Whoever was late already stays so: a new schedule makes no dump newer.
     */
    since(serverId: string, raw: string | null, look: { now: Date; wasLate: boolean }) {
      const before = known.get(serverId)
      if (raw === null || before?.raw === raw) return before?.since ?? null
      const since = before === undefined || look.wasLate ? null : look.now
      known.set(serverId, { raw, since })
      return since
    },
  }
}
