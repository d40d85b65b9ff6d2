const hourMs = 60 * 60_000

/**
 * How long after its time a run may still appear. A clock that is put back makes one day an hour longer; what
 * comes several times a day is not awaited for it.
 */
export function awaitedMs(graceMs: number, intervalMs: number | null): number {
  return intervalMs !== null && intervalMs >= 6 * hourMs ? graceMs + hourMs : graceMs
}
