const minuteMs = 60_000
const longestMs = 60 * minuteMs

/** A message that nobody takes for this long is given up, and said to be. */
export const patienceMs = 24 * 60 * minuteMs

/**
 * When a message is tried again after so many attempts: a minute later, then twice as long each time,
 * and never before the receiver wishes. Null: it is given up.
 */
export function nextAttemptAt(
  { createdAt, attempts }: { createdAt: Date; attempts: number },
  failure: { isFinal: boolean; retryAfterMs?: number | undefined },
  now: Date,
): Date | null {
  if (failure.isFinal) return null
  const backOffMs = Math.min(minuteMs * 2 ** Math.min(Math.max(attempts, 1) - 1, 20), longestMs)
  const next = now.getTime() + Math.max(backOffMs, failure.retryAfterMs ?? 0)
  return next <= createdAt.getTime() + patienceMs ? new Date(next) : null
}
