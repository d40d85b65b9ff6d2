import { setTimeout as sleep } from 'node:timers/promises'
import type { Mood } from './pace.ts'
import type { News } from './topic.ts'

export type Listener = (news: News) => void

/** `news` null: nothing could be learnt. `isOver`: there will be nothing more to learn. */
export interface Look {
  news: News | null
  mood: Mood
  isOver: boolean
}

export interface WatchOptions {
  /** Never rejects. */
  look: (signal: AbortSignal) => Promise<Look>
  waitMs: (mood: Mood, misses: number) => number
}

/** Whoever begins to listen is told what was found at most so long ago, instead of a new look. */
const freshMs = 15_000

export type Watch = ReturnType<typeof createWatch>

/** Looks at one topic again and again, once for all who listen, and only while somebody does. */
export function createWatch({ look, waitMs }: WatchOptions) {
  const listeners = new Set<Listener>()
  const pause = interruptiblePause()
  let latest: { look: Look; at: number } | null = null
  let dueAt = 0
  let misses = 0
  let isHurried = false
  let following = new AbortController()

  async function follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && !latest?.look.isOver) {
      await pause.until(dueAt)
      if (!signal.aborted) await lookOnce(signal)
    }
  }

  async function lookOnce(signal: AbortSignal): Promise<void> {
    isHurried = false
    const found = await look(signal)
    if (signal.aborted) return
    misses = found.mood === 'out-of-reach' ? misses + 1 : 0
    latest = { look: found, at: performance.now() }
    dueAt = isHurried ? 0 : latest.at + waitMs(found.mood, misses)
    if (found.news) for (const listener of listeners) listener(found.news)
  }

  function isFresh(): boolean {
    return latest !== null && performance.now() - latest.at < freshMs
  }

  function start(): void {
    // A back-off must not make somebody who has just come wait for news of last week.
    if (latest) dueAt = Math.min(dueAt, latest.at + freshMs)
    following = new AbortController()
    void follow(following.signal)
  }

  return {
    /** Answers how to stop listening. */
    listen(listener: Listener): () => void {
      listeners.add(listener)
      if (latest?.look.news && (isFresh() || latest.look.isOver)) listener(latest.look.news)
      if (listeners.size === 1) start()
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        following.abort()
        pause.end()
      }
    },

    /** Something has happened there: the next look is due at once. */
    hurry(): void {
      isHurried = true
      dueAt = 0
      pause.end()
    },

    /** Nobody listens, and what it knows is too old for whoever comes next. */
    isIdle: () => listeners.size === 0 && !isFresh(),
  }
}

function interruptiblePause() {
  let current = new AbortController()
  return {
    async until(at: number): Promise<void> {
      const ms = at - performance.now()
      if (ms <= 0) return
      current = new AbortController()
      await sleep(ms, undefined, { signal: current.signal }).catch(() => undefined)
    },
    end: () => current.abort(),
  }
}
