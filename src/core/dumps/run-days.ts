import { groupBy } from '../group-by.ts'
import { brokenOff } from '../verdicts/broken-off.ts'
import type { RunVerdict } from '../verdicts/verdict.ts'
import type { Dump } from './backup.ts'
import { isBeingWritten, isEmpty } from './dump.ts'
import { dayOfDump, daysUpTo, type ServerDay, serverDay } from './server-day.ts'

/** What is known of one day's runs, from what the server still keeps of them. */
export type RunDayState =
  | 'kept' // a whole dump of that day is there
  | 'verified' // a run was verified then; its dump has been deleted since
  | 'partial' // something of that day worked, and something failed
  | 'failed' // a run failed, or left nothing but an empty file
  | 'unproven' // something is there, and nothing says that it is whole
  | 'missing' // nothing is there, although the schedule asks for a run each day
  | 'none' // nothing is there, and nothing says that there should be
  | 'running'
  | 'pending' // today, so far without a dump
  | 'unknown' // before the time from which each day's dumps are still kept

/** A run that the server was asked for, on the day on which it ended or, until then, was queued. */
export interface DayRun {
  jobId: string
  day: ServerDay
  verdict: RunVerdict
}

export interface RunDay {
  day: ServerDay
  state: RunDayState
  /** Of that day, newest first. */
  dumps: Dump[]
  runs: DayRun[]
}

export interface RunDaysInput {
  /** Of one database, newest first. */
  dumps: Dump[]
  runs: DayRun[]
  offsetMinutes: number
  /** The schedule asks for at least one run on each day. */
  isDaily: boolean
  now: Date
  count: number
}

const dayMs = 24 * 60 * 60 * 1000

/** The last days of one database, oldest first. */
export function runDays(input: RunDaysInput): RunDay[] {
  const { dumps, runs, offsetMinutes, isDaily, now, count } = input
  const today = serverDay(now, offsetMinutes)
  const sinceMs = now.getTime() - (count + 2) * dayMs // whatever the clock: only to skip the rest
  const recent = dumps.filter(({ finishedAt }) => finishedAt.getTime() > sinceMs)
  const dumpsOn = groupBy(recent, (dump) => dayOfDump(dump, offsetMinutes))
  const known = {
    isDaily,
    now,
    today,
    keptSince: firstDay(dumps, ['last', 'daily'], offsetMinutes),
    linkedSince: firstDay(dumps, ['daily'], offsetMinutes),
    cut: brokenOff(dumps),
  }
  return daysUpTo(today, count).map((day) => {
    const own = {
      day,
      dumps: dumpsOn.get(day) ?? [],
      runs: runs.filter((run) => run.day === day),
    }
    return { ...own, state: stateOf(own, known) }
  })
}

interface Known extends Pick<RunDaysInput, 'isDaily' | 'now'> {
  today: ServerDay
  /** Since this day no dump of any day has been cleared away. Null: none is kept. */
  keptSince: ServerDay | null
  linkedSince: ServerDay | null
  cut: ReadonlySet<Dump>
}

type Day = Omit<RunDay, 'state'>

/**
 * `last` holds every dump and `daily` one of each day, until both are cleared by age. So from the oldest
 * one in either of them on, a day without a dump had none; before it, nobody can tell.
 */
function firstDay(dumps: Dump[], slots: string[], offsetMinutes: number): ServerDay | null {
  const oldest = dumps.findLast(({ files }) => files.some(({ slot }) => slots.includes(slot)))
  return oldest ? dayOfDump(oldest, offsetMinutes) : null
}

function stateOf(day: Day, known: Known): RunDayState {
  const finished = day.dumps.filter((dump) => !isBeingWritten(dump, known.now))
  if (isUnderWay(day, finished.length < day.dumps.length)) return 'running'
  if (finished.some((dump) => !isEmpty(dump)))
    return stateWithDump({ ...day, dumps: finished }, known)
  return finished.length > 0 ? 'failed' : stateWithout(day, known)
}

function isUnderWay({ runs }: Day, hasUnfinishedDump: boolean): boolean {
  return hasUnfinishedDump || has(runs, 'running', 'queued')
}

function stateWithDump({ day, dumps, runs }: Day, known: Known): RunDayState {
  const { linkedSince, cut } = known
  if (dumps.some(isEmpty) || has(runs, 'failed', 'delivery-failed')) return 'partial'
  // A dump is linked into `daily` once it is whole; one that broke off stays in `last` alone.
  const isLinked = dumps.some(({ files }) => files.some(({ slot }) => slot !== 'last'))
  const wouldBeLinked = linkedSince !== null && day >= linkedSince
  if (!isLinked) return wouldBeLinked && !has(runs, 'verified') ? 'unproven' : 'kept'
  return dumps.some((dump) => cut.has(dump)) ? 'partial' : 'kept'
}

/** No dump of this database and day: what its runs came to, else whether that can mean anything. */
function stateWithout({ day, runs }: Day, { today, keptSince, isDaily }: Known): RunDayState {
  const isKnown = keptSince !== null && day >= keptSince
  if (has(runs, 'verified', 'delivery-failed')) return 'verified'
  if (has(runs, 'failed')) return 'failed'
  if (has(runs, 'partial')) return isKnown ? 'failed' : 'partial'
  if (has(runs, 'unproven')) return 'unproven'
  if (day === today) return 'pending'
  if (!isKnown) return 'unknown'
  return isDaily ? 'missing' : 'none'
}

function has(runs: DayRun[], ...verdicts: RunVerdict[]): boolean {
  return runs.some(({ verdict }) => verdicts.includes(verdict))
}
