import type { ServerState } from '../verdicts/verdict.ts'

/** The longest that the monitor leaves a server alone that does not answer. */
export const longestBackOffMs = 10 * 60_000

/** Three polls were left out, and not because the server is dead: nobody watches it any more. */
export function isStale(polledAt: Date, pollIntervalMs: number, now: Date): boolean {
  return now.getTime() - polledAt.getTime() > 3 * pollIntervalMs + longestBackOffMs
}

/** What was last read of a server, such as its databases, still says what they are like. */
export function isLatelyRead(readAt: Date | null, pollIntervalMs: number, now: Date): boolean {
  return readAt !== null && !isStale(readAt, pollIntervalMs, now)
}

/** What a server was last found to be. Null: nobody has looked yet. */
interface Found {
  state: ServerState | null
  polledAt: Date | null
}

/** A state that was found long ago says nothing of the present one: green is for verified facts only. */
export function presentState(found: Found | null, pollIntervalMs: number, now: Date): ServerState {
  if (!found?.state || !found.polledAt) return 'unknown'
  if (found.state === 'paused') return 'paused'
  return isStale(found.polledAt, pollIntervalMs, now) ? 'unknown' : found.state
}
