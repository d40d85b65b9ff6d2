import type { LedgerSchedule } from './ledger.ts'

const secondMs = 1000
const hourMs = 60 * 60 * secondMs

/**
 * A schedule may ask for a run each minute, and a row for each would drown the others. So an hour of the
 * server's clock has one row at most, which stands at the first time in it that is asked for.
 */
export function expectedAtOrBefore(schedule: LedgerSchedule, wall: Date): Date | null {
  const last = schedule.lastBefore(new Date(wall.getTime() + 1))
  return last && firstOfHour(schedule, last)
}

/** Those after the one time and up to the other, newest first. */
export function expectedBetween(
  schedule: LedgerSchedule,
  span: { after: Date; upTo: Date },
  limit: number,
): Date[] {
  const found: Date[] = []
  let next = expectedAtOrBefore(schedule, span.upTo)
  while (next && next > span.after && found.length < limit) {
    found.push(next)
    next = expectedAtOrBefore(schedule, new Date(next.getTime() - 1))
  }
  return found
}

/** The seconds between the hour's beginning and its first time are halved until it is found. */
function firstOfHour(schedule: LedgerSchedule, time: Date): Date {
  const hour = Math.floor(time.getTime() / hourMs) * hourMs
  const before = schedule.lastBefore(time)
  if (!before || before.getTime() < hour) return time
  let without = 0
  let within = (time.getTime() - hour) / secondMs
  while (within - without > 1) {
    const middle = Math.floor((without + within) / 2)
    const last = schedule.lastBefore(new Date(hour + middle * secondMs + 1))
    if (last && last.getTime() >= hour) within = middle
    else without = middle
  }
  return isTime(schedule, hour) ? new Date(hour) : new Date(hour + within * secondMs)
}

function isTime(schedule: LedgerSchedule, at: number): boolean {
  return schedule.lastBefore(new Date(at + 1))?.getTime() === at
}
