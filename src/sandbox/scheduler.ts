import { CronExpressionParser } from 'cron-parser'
import { type Container, effectiveEnvironment } from './container.ts'
import type { Environment } from './jobs/environment.ts'

/** A changed schedule is noticed within this time. The container notices at once, by a restart of its cron. */
const longestNapMs = 2_000

const unitMs = { h: 3_600_000, m: 60_000, s: 1_000 }

export interface Scheduler {
  stop(): void
}

/** Runs what the schedule asks for, by the container's own clock and zone, for as long as it is not stopped. */
export function startScheduler(container: Container, run: () => Promise<void>): Scheduler {
  let due: Due | null = null
  let isStopped = false
  let timer: NodeJS.Timeout | undefined

  async function tick(): Promise<void> {
    const now = container.now()
    const plan = await planOf(container)
    if (isStopped) return
    if (due === null || due.plan !== plan) due = dueAfter(now, plan)
    else if (due.at !== null && due.at <= now) {
      due = dueAfter(now, plan)
      // Not awaited: the lock, not the scheduler, keeps two runs apart.
      void run()
    }
    const napMs = (due.at?.getTime() ?? Number.POSITIVE_INFINITY) - container.now().getTime()
    timer = setTimeout(tick, Math.max(0, Math.min(napMs, longestNapMs)))
    timer.unref()
  }

  void tick()
  return {
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}

/** When a cron schedule last asked for runs, oldest first. */
export function pastRuns(env: Environment, before: Date, count: number): Date[] {
  const zone = { currentDate: before, tz: env['TZ'] || 'UTC' }
  const schedule = CronExpressionParser.parse(env['SCHEDULE'] ?? '', zone)
  return Array.from({ length: count }, () => schedule.prev().toDate()).reverse()
}

interface Due {
  plan: string
  /** Null: the scheduler cannot read its schedule, and nothing says so. */
  at: Date | null
}

/** Zone and schedule in one text, to notice when either changes. */
async function planOf(container: Container): Promise<string> {
  const env = await effectiveEnvironment(container)
  return `${env['TZ'] || 'UTC'}\n${env['SCHEDULE'] ?? ''}`
}

function dueAfter(now: Date, plan: string): Due {
  const [tz = 'UTC', schedule = ''] = plan.split('\n')
  const every = /^@every (.+)$/.exec(schedule)?.[1]
  if (every !== undefined) return { plan, at: new Date(now.getTime() + durationMs(every)) }
  try {
    return {
      plan,
      at: CronExpressionParser.parse(schedule, { currentDate: now, tz }).next().toDate(),
    }
  } catch {
    return { plan, at: null }
  }
}

/** `1h30m`, as Go spells it; what cannot be read counts as a day. */
function durationMs(text: string): number {
  const part = (unit: keyof typeof unitMs) =>
    Number(new RegExp(`([\\d.]+)${unit}`).exec(text)?.[1] ?? 0) * unitMs[unit]
  const sum = part('h') + part('m') + part('s')
  return sum > 0 ? sum : 24 * unitMs.h
}
