import { setTimeout as sleep } from 'node:timers/promises'
import type { Monitoring } from '../services/monitor/monitor.ts'
import { carefulPoll } from './careful-poll.ts'
import { heartbeat } from './heartbeat.ts'
import { housekeeping } from './housekeeping.ts'
import type { Log } from './log.ts'
import { outage } from './outage.ts'
import { pause } from './pause.ts'
import { setbacks } from './setbacks.ts'
import { slots } from './slots.ts'

export interface MonitorOptions {
  log: Log
  /** Polls at a time. */
  concurrency: number
  isDatabaseAway: (error: unknown) => boolean
}

/** A slower poll goes on, but no longer keeps others waiting. */
const patienceMs = 2_000

/** Between two looks for due polls. The longest is how late another instance's news may be. */
const shortestMs = 200
const longestMs = 2_000

/** Without a sign of life for so long, the monitor is not at work, whatever it says. */
const aliveMs = 60_000

/** A silent server must not keep the panel from stopping. */
const longestGraceMs = 3_000

const outageWords = {
  gone: 'The monitor cannot use its database; it keeps trying',
  back: 'The monitor has its database again: nothing was watched meanwhile',
}

export type MonitorLoop = ReturnType<typeof monitorLoop>

/** Polls what is due until it is told to stop, beside any number of other instances. */
export function monitorLoop(monitor: Monitoring, options: MonitorOptions) {
  const troubles = { ...options, outage: outage(options.log, outageWords) }
  const trouble = setbacks(troubles, 'The monitor could not look for what is due; it tries again')
  const waiting = pause()
  const work = slots(options.concurrency, patienceMs, () => {
    if (hasBacklog) waiting.end()
  })
  const heart = heartbeat(monitor, work.names, troubles)
  const house = housekeeping(monitor, troubles)
  const poll = carefulPoll(monitor, { ...troubles, isStopping: () => isStopping })
  let isStopping = false
  let hasBacklog = false
  let passedAt = performance.now()
  let ended: Promise<unknown> = Promise.resolve()

  async function run(): Promise<void> {
    while (!isStopping) await waiting.upTo(await pass())
  }

  /** Begins what is due, and answers after how many milliseconds to look again. */
  async function pass(): Promise<number> {
    passedAt = performance.now()
    const free = work.free()
    if (free === 0) return longestMs
    try {
      const claims = await monitor.claim(free, work.names())
      troubles.outage.passed()
      for (const claim of claims) work.run(claim.name, () => poll(claim))
      hasBacklog = claims.length === free
      const waitMs = hasBacklog ? longestMs : within(await monitor.untilDue())
      trouble.passed()
      return waitMs
    } catch (error) {
      return trouble.failed(error)
    }
  }

  return {
    start(): void {
      ended = Promise.all([run(), heart.run(), house.run()])
    },

    /** False: nobody is watching here, and readiness should say so. */
    isAlive: () => heart.ageMs() < aliveMs && performance.now() - passedAt < aliveMs,

    /** Begins nothing more, and soon gives up what is under way: it leaves nothing, and others take it over. */
    async stop(graceMs: number): Promise<void> {
      isStopping = true
      waiting.end()
      heart.stop()
      house.stop()
      const done = Promise.all([ended, work.allDone()])
      const giveUp = sleep(Math.min(graceMs, longestGraceMs), undefined, { ref: false })
      await Promise.race([done, giveUp])
      await monitor.leave().catch(() => undefined) // without its database there is nothing to leave
    },
  }
}

function within(ms: number | null): number {
  return Math.min(longestMs, Math.max(shortestMs, ms ?? longestMs))
}
