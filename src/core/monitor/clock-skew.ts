import { span } from '../wording.ts'
import type { NewEvent } from './event.ts'

/** From here on, the times that a server tells make wrong verdicts. */
const toleratedMs = 2 * 60_000

/** Tells when a clock becomes wrong and when it is right again. Null: not measured. */
export function clockEvent(before: number | null, now: number | null, at: Date): NewEvent | null {
  if (now === null || isWrong(before) === isWrong(now)) return null
  const about = { kind: 'clock', subject: 'clock', at } as const
  if (!isWrong(now)) {
    return { ...about, severity: 'resolved', title: 'Its clock is right again', evidence: [] }
  }
  const side = now > 0 ? 'ahead' : 'behind'
  return {
    ...about,
    severity: 'warning',
    title: `Its clock is ${span(Math.abs(now))} ${side}`,
    evidence: ['Ages and next runs are wrong until it is set, by NTP'],
  }
}

function isWrong(skewMs: number | null): boolean {
  return skewMs !== null && Math.abs(skewMs) > toleratedMs
}
