import type { ServerState } from '../verdicts/verdict.ts'
import { longestBackOffMs } from './staleness.ts'

/** What a poll found, as far as it decides when the next one is due. */
export interface Pace {
  pollIntervalMs: number
  /** As found, believed or not. */
  found: ServerState
  /** How many polls in a row did not reach it. */
  misses: number
  isInDoubt: boolean
  hasActiveJobs: boolean
}

/** A paused server is not contacted; this is only how often that is noted. */
const pausedMs = 60 * 60_000
/** Soon enough to believe or to forget what a single poll found. */
const doubtMs = 30_000
const activeMs = 15_000

/** Servers whose first polls came together must not be polled together for ever. */
const jitter = 0.1

/** Milliseconds until the next poll; `chance` is from 0 to 1. */
export function nextDueMs(pace: Pace, chance: number): number {
  return Math.round(waitMs(pace) * (1 + jitter * (2 * chance - 1)))
}

function waitMs({ pollIntervalMs, found, misses, isInDoubt, hasActiveJobs }: Pace): number {
  if (found === 'paused') return pausedMs
  if (isInDoubt) return Math.min(pollIntervalMs, doubtMs)
  if (misses > 1) return backedOff(pollIntervalMs, misses)
  return hasActiveJobs ? Math.min(pollIntervalMs, activeMs) : pollIntervalMs
}

function backedOff(pollIntervalMs: number, misses: number): number {
  const doubled = pollIntervalMs * 2 ** Math.min(misses - 1, 20)
  return Math.max(pollIntervalMs, Math.min(doubled, longestBackOffMs))
}
