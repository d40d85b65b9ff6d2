import type { Log } from './log.ts'

const slowestMs = 30_000

/** What is said of it. */
interface Words {
  gone: string
  back: string
}

/** A database that is away: said once when it goes and once when it is back, however often it is tried. */
export function outage(log: Log, { gone, back }: Words) {
  let begunAt: number | null = null
  let tries = 0

  return {
    /** Answers after how many milliseconds to try again. */
    failed(error: unknown): number {
      if (begunAt === null) {
        begunAt = performance.now()
        const reason = error instanceof Error ? error.message : String(error)
        log.error({ reason }, gone)
      }
      tries += 1
      return Math.min(slowestMs, 500 * 2 ** Math.min(tries, 10))
    },

    passed(): void {
      if (begunAt === null) return
      const seconds = Math.round((performance.now() - begunAt) / 1000)
      log.warn({ seconds }, back)
      begunAt = null
      tries = 0
    },
  }
}

export type Outage = ReturnType<typeof outage>
