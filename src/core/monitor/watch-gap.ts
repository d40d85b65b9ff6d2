import { clock, day, span } from '../wording.ts'
import type { NewEvent } from './event.ts'

const leastMs = 5 * 60_000
const intervals = 3

/** A poll that came so late that in between nobody was watching: the panel was off, or without its database. */
export function isGap(lateMs: number, pollIntervalMs: number): boolean {
  return lateMs > Math.max(leastMs, intervals * pollIntervalMs)
}

export function gapEvent(from: Date, to: Date): NewEvent {
  const ms = to.getTime() - from.getTime()
  return {
    kind: 'watch',
    severity: 'info',
    subject: 'watch',
    title: `The panel was not watching from ${moment(from)} to ${moment(to)}`,
    evidence: [
      `Nothing was polled for ${span(ms)}: no instance was running, or its database was away`,
    ],
    at: to,
  }
}

function moment(at: Date): string {
  return `${day(at)} ${clock(at)}`
}
