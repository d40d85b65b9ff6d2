import { setTimeout as sleep } from 'node:timers/promises'

/** A wait that can be ended early, also before it has begun. */
export function pause() {
  let ending = new AbortController()
  return {
    async upTo(ms: number): Promise<void> {
      await sleep(ms, undefined, { signal: ending.signal }).catch(() => undefined)
      ending = new AbortController()
    },
    end: () => ending.abort(),
  }
}
