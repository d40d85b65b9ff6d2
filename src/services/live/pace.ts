import type { Topic } from './topic.ts'

/** How a look went, which decides when the next one is due. */
export type Mood = 'busy' | 'calm' | 'out-of-reach'

/** How often each kind of topic is looked at, in milliseconds. */
export type Pace = Record<Topic['kind'], Record<'busy' | 'calm' | 'slowest', number>>

/** A job at work is looked at every other second; what stands still, calmly. */
export const usualPace: Pace = {
  state: { busy: 30_000, calm: 30_000, slowest: 300_000 },
  jobs: { busy: 2_000, calm: 5_000, slowest: 300_000 },
  job: { busy: 2_000, calm: 2_000, slowest: 60_000 },
}

/** Fifty servers whose first looks came together must not be asked together for ever. */
const jitter = 0.2

/** `misses`: how many looks in a row found nobody; each doubles the wait. */
export function waitMs(pace: Pace[Topic['kind']], mood: Mood, misses: number): number {
  const usual = mood === 'busy' ? pace.busy : pace.calm
  const wait = Math.min(usual * 2 ** Math.min(misses, 20), Math.max(usual, pace.slowest))
  return wait * (1 + jitter * (Math.random() - 0.5))
}
