import type { ScheduleFacts } from '../../services/schedules.ts'
import { offsetName, type TimeView } from '../format.ts'
import type { Viewer } from './viewer.ts'

export interface ScheduleView {
  raw: string
  words: string
  next: { at: TimeView; in: TimeView } | null
  nextRuns: TimeView[]
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
}

export function scheduleHintView(
  problem: string | null,
  facts: ScheduleFacts,
  viewer: Viewer,
): ScheduleHintView {
  return { problem, schedule: problem === null ? scheduleView(facts, viewer) : null }
}

export function scheduleView(facts: ScheduleFacts, { format, now }: Viewer): ScheduleView {
  const [next] = facts.nextRuns
  return {
    raw: facts.raw,
    words: facts.words ?? 'This schedule cannot be put into words.',
    next: next ? { at: format.time(next), in: format.ago(next, now) } : null,
    nextRuns: facts.nextRuns.map((at) => format.time(at)),
    isEstimate: facts.offsetMinutes === null,
    zone: zoneOf(facts.offsetMinutes),
  }
}

function zoneOf(offsetMinutes: number | null): string {
  if (offsetMinutes === null)
    return 'Estimate: the server’s time zone is not known, UTC is assumed.'
  return `By the server’s clock, ${offsetName(offsetMinutes)}, as its file names tell.`
}
