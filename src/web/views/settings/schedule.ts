import type { ScheduleFacts } from '../../../services/schedules.ts'
import { type ClockView, offsetName, type TimeView } from '../../format.ts'
import type { Viewer } from '../frame/viewer.ts'

export interface ScheduleView {
  raw: string
  words: string
  next: { at: TimeView; in: TimeView } | null
  isEstimate: boolean
  /** Which clock the next runs were computed with, and how we know it. */
  zone: string
}

/** What is said below the field while a schedule is typed. */
export interface ScheduleHintView {
  /** Null when the server would take it. */
  problem: string | null
  /** Null when there is nothing sensible to say. */
  schedule: ScheduleView | null
  /** The five or six fields of it, one space apart; null when it has none. */
  fields: string | null
  /** The next runs by the server's own clock. */
  runs: ServerRun[]
}

export interface ServerRun {
  at: ClockView
  in: TimeView
}

export interface ScheduleHintInput {
  problem: string | null
  facts: ScheduleFacts
  fields: string[] | null
}

export function scheduleHintView(
  { problem, facts, fields }: ScheduleHintInput,
  viewer: Viewer,
): ScheduleHintView {
  if (problem !== null) return { problem, schedule: null, fields: null, runs: [] }
  return {
    problem,
    schedule: scheduleView(facts, viewer),
    fields: fields?.join(' ') ?? null,
    runs: serverRuns(facts, viewer),
  }
}

/** By the server's clock, which its people set the schedule by; how far off says the rest. */
export function serverRuns(
  { nextRuns, offsetMinutes }: Pick<ScheduleFacts, 'nextRuns' | 'offsetMinutes'>,
  { format, now }: Viewer,
): ServerRun[] {
  return nextRuns.map((at) => ({
    at: format.serverTime(at, offsetMinutes ?? 0),
    in: format.ago(at, now),
  }))
}

export function scheduleView(facts: ScheduleFacts, { format, now }: Viewer): ScheduleView {
  const [next] = facts.nextRuns
  return {
    raw: facts.raw,
    words: facts.words ?? 'This schedule cannot be put into words.',
    next: next ? { at: format.time(next), in: format.ago(next, now) } : null,
    isEstimate: facts.offsetMinutes === null,
    zone: zoneOf(facts.offsetMinutes),
  }
}

/** Whose clock a server's runs are told by. */
export function zoneOf(offsetMinutes: number | null): string {
  if (offsetMinutes === null)
    return 'Estimate: the server’s time zone is not known, UTC is assumed.'
  return `By the server’s clock, ${offsetName(offsetMinutes)}, as its file names tell.`
}
