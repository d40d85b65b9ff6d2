import { CronExpressionParser } from 'cron-parser'
import cronstrue from 'cronstrue'
import type { DayPattern } from '../core/fleet/day-pattern.ts'
import { cronFields, cronForReading, cronInNumbers, cronProblem } from './cron.ts'
import { durationMs, durationWords } from './duration.ts'

/** Schedules as the container's scheduler reads them: cron of 5 or 6 fields, shortcuts, `@every 1h30m`. */
const shortcuts: Record<string, string> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
}

const every = '@every '

/** More than anybody writes. Any server may report any text, and reading it must not hold up the others. */
const longest = 1000

/** Null when the scheduler understands the schedule, otherwise what it would stumble over. */
export function scheduleProblem(schedule: string): string | null {
  if (schedule.length > longest) return `it has more than ${longest} characters`
  const { expression, zone } = split(schedule)
  if (zone !== undefined && !isZone(zone)) return `“${zone}” is not a time zone`
  if (expression.startsWith(every)) {
    const text = expression.slice(every.length)
    return durationMs(text) === null ? `“${text}” is not a duration such as 1h30m` : null
  }
  if (expression.startsWith('@')) {
    return shortcuts[expression] === undefined ? `“${expression}” is not a known shortcut` : null
  }
  const problem = cronProblem(expression)
  if (problem !== null) return problem
  return next(expression, { after: new Date(0), count: 1, zone: 'UTC' }).length === 0
    ? 'there is no such day'
    : null
}

export interface NextRunsOptions {
  after: Date
  count: number
  /** An IANA name, or minutes east of UTC. */
  zone: string | number
}

/**
 * When the schedule falls due next; empty when it cannot be told. `@every` counts from the start of the
 * scheduler, which nobody knows: give it the last run as `after`.
 */
export function nextRuns(schedule: string, options: NextRunsOptions): Date[] {
  if (scheduleProblem(schedule) !== null) return []
  const { expression, zone = options.zone } = split(schedule)
  if (!expression.startsWith(every)) return next(expression, { ...options, zone })
  const stepMs = durationMs(expression.slice(every.length)) ?? 0
  const time = options.after.getTime()
  return Array.from({ length: options.count }, (_, index) => new Date(time + stepMs * (index + 1)))
}

/**
 * The last time before this one that the schedule fell due, both by a wall clock and written as if they
 * were UTC: cron goes by it, so a change to summer time moves nothing. `offsetMinutes`: that clock's, for
 * schedules that name a zone of their own. Null: it cannot be told, or, as with `@every`, nobody knows.
 */
export function lastWallRun(schedule: string, wall: Date, offsetMinutes: number): Date | null {
  const { expression, zone } = split(schedule)
  if (expression.startsWith(every) || scheduleProblem(schedule) !== null) return null
  if (zone === undefined) return previous(expression, wall, 'UTC')
  const shiftMs = offsetMinutes * 60_000
  const last = previous(expression, new Date(wall.getTime() - shiftMs), zone)
  return last && new Date(last.getTime() + shiftMs)
}

/**
 * The five or six fields that a schedule comes to, shortcuts spelled out; null when it has none, as
 * `@every` has, or cannot be understood.
 */
export function scheduleFields(schedule: string): string[] | null {
  const { expression } = split(schedule)
  if (scheduleProblem(schedule) !== null || expression.startsWith(every)) return null
  return cronFields(spelledOut(expression))
}

/** The days that a schedule of cron runs on; null when it goes by no clock or cannot be understood. */
export function schedulePattern(schedule: string): DayPattern | null {
  const { expression } = split(schedule)
  if (scheduleProblem(schedule) !== null || expression.startsWith(every)) return null
  const { fields } = parsed(expression)
  const times = [fields.second, fields.minute, fields.hour].map(({ values }) => values.length)
  return {
    runsPerDay: times.reduce((product, each) => product * each, 1),
    months: numbers(fields.month.values),
    monthDays: fields.dayOfMonth.isWildcard ? null : numbers(fields.dayOfMonth.values),
    weekdays: fields.dayOfWeek.isWildcard ? null : numbers(fields.dayOfWeek.values),
  }
}

/** The library has words for some days, the scheduler does not. */
function numbers(values: readonly (number | string)[]): number[] {
  return values.map((value) => Number(value))
}

/** In words, or null when it cannot be understood. */
export function describeSchedule(schedule: string): string | null {
  if (scheduleProblem(schedule) !== null) return null
  const { expression, zone } = split(schedule)
  const inZone = zone === undefined ? '' : ` (${zone})`
  if (expression.startsWith(every)) {
    return `Every ${durationWords(durationMs(expression.slice(every.length)) ?? 0)}${inZone}`
  }
  const words = cronstrue.toString(cronForReading(spelledOut(expression)), {
    use24HourTimeFormat: true,
    verbose: true, // a time alone would leave open on which days
  })
  return words + inZone
}

/** The scheduler takes a zone in front: `CRON_TZ=Asia/Tokyo 0 3 * * *`. */
function split(schedule: string): { expression: string; zone?: string } {
  const [, zone, rest] = /^(?:CRON_)?TZ=(\S*)\s+(.*)$/s.exec(schedule) ?? []
  if (zone === undefined || rest === undefined) return { expression: schedule }
  return { expression: rest.trim(), zone }
}

function next(expression: string, { after, count, zone }: NextRunsOptions): Date[] {
  try {
    const tz = typeof zone === 'string' ? zone : offsetZone(zone)
    const runs = parsed(expression, { currentDate: after, tz })
    return Array.from({ length: count }, () => runs.next().toDate())
  } catch {
    return []
  }
}

function previous(expression: string, before: Date, tz: string): Date | null {
  try {
    return parsed(expression, { currentDate: before, tz }).prev().toDate()
  } catch {
    return null
  }
}

function parsed(expression: string, options?: { currentDate: Date; tz: string }) {
  return CronExpressionParser.parse(cronInNumbers(spelledOut(expression)), options)
}

function spelledOut(expression: string): string {
  return shortcuts[expression] ?? expression
}

function offsetZone(minutes: number): string {
  const absolute = Math.abs(minutes)
  const hours = Math.floor(absolute / 60)
  return `UTC${minutes < 0 ? '-' : '+'}${hours}:${String(absolute % 60).padStart(2, '0')}`
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== null
  } catch {
    return false
  }
}

/** All of it, for services, which know no library. */
export const scheduleReader = {
  problem: scheduleProblem,
  describe: describeSchedule,
  fields: scheduleFields,
  nextRuns,
  lastWallRun,
}
