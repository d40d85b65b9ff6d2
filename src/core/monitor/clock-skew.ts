import type { ServerStatus } from '../server.ts'
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

/** Nobody's clock is further off by mistake; what is, must not decide anything. */
const longestMs = 24 * 60 * 60_000

/** How far its clock is ahead of ours, by what it says of its last run. Null: it says nothing of use. */
export function toldSkewMs({ lastBackup }: ServerStatus, now: Date): number | null {
  const { at, ageSeconds } = lastBackup ?? {}
  if (at === undefined || ageSeconds === undefined) return null
  const skewMs = at.getTime() + ageSeconds * 1000 - now.getTime()
  return Math.abs(skewMs) <= longestMs ? skewMs : null
}

/** What the server's own clock shows, by which its files are dated: ours, unless that is clearly wrong. */
export function serverTime(now: Date, skewMs: number | null): Date {
  const isOff = skewMs !== null && isWrong(skewMs) && Math.abs(skewMs) <= longestMs
  return isOff ? new Date(now.getTime() + skewMs) : now
}

/** Files and runs dated beyond tomorrow prove nothing: no clock is that wrong by mistake alone. */
export function isFuture(at: Date, now: Date): boolean {
  return at.getTime() > now.getTime() + longestMs
}

/** One moment by the panel's clock and by the server's own, by which its files are dated. */
export interface BothClocks {
  now: Date
  serverNow: Date
}

/** A clock that stood still makes dumps look younger than they are, so the later of both counts. */
export function laterOf({ now, serverNow }: BothClocks): Date {
  return now > serverNow ? now : serverNow
}

export function ageMs(at: Date, clocks: BothClocks): number {
  return laterOf(clocks).getTime() - at.getTime()
}

function isWrong(skewMs: number | null): boolean {
  return skewMs !== null && Math.abs(skewMs) > toleratedMs
}
