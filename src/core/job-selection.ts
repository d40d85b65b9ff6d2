import type { Job, JobKind } from './job.ts'
import type { Operation } from './operation.ts'
import { type Page, pageOf } from './page-of.ts'
import type { Judgement, RestoreVerdict, RunVerdict } from './verdicts/verdict.ts'

/** A job as lists tell of it. */
export interface ListedJob {
  id: string
  /** Null: the server no longer knows it. */
  job: Job | null
  /** Null: nothing is noted of it. */
  operation: Operation | null
  judgement: Judgement<RunVerdict | RestoreVerdict>
}

export type JobSort = 'queued' | 'kind' | 'verdict' | 'who' | 'duration'

export interface JobQuery {
  /** Part of its id, of who started it, of what it was about or of its evidence, in any case. */
  text?: string
  kind?: JobKind
  verdict?: RunVerdict | RestoreVerdict
  /** A username, or nobody of this panel. */
  who?: string | typeof elsewhere
  sort: JobSort
  direction: 'ascending' | 'descending'
  page: number
  perPage: number
}

/** Started over the server's own API. No username: those are not empty. */
export const elsewhere = Symbol('not started from this panel')

export interface JobSelection<J extends ListedJob> extends Page<J> {
  /** What occurs, whatever the filter, for the filters themselves. */
  verdicts: (RunVerdict | RestoreVerdict)[]
  people: string[]
  hasElsewhere: boolean
}

/** One page of jobs: filtered, sorted, cut. `now` stands in for the end of what is still running. */
export function selectJobs<J extends ListedJob>(
  all: J[],
  query: JobQuery,
  now: Date,
): JobSelection<J> {
  const matching = all.filter((each) => matches(each, query)).sort(order(query, now))
  return {
    ...pageOf(matching, query),
    verdicts: [...new Set(all.map(({ judgement }) => judgement.verdict))].sort(),
    people: [...new Set(all.flatMap(({ operation }) => operation?.startedBy ?? []))].sort(),
    hasElsewhere: all.some(isFromElsewhere),
  }
}

export function kindOf({ job, operation }: Pick<ListedJob, 'job' | 'operation'>): JobKind {
  return job?.kind ?? operation?.kind ?? 'backup'
}

export function queuedAtOf({ job, operation }: Pick<ListedJob, 'job' | 'operation'>): Date {
  return job?.queuedAt ?? operation?.startedAt ?? new Date(0)
}

/** Nobody asked this panel for it. */
export function isFromElsewhere({ operation }: Pick<ListedJob, 'operation'>): boolean {
  return operation === null || operation.startedBy === null
}

function matches(each: ListedJob, { text, kind, verdict, who }: JobQuery): boolean {
  if (kind !== undefined && kindOf(each) !== kind) return false
  if (verdict !== undefined && each.judgement.verdict !== verdict) return false
  if (who === elsewhere && !isFromElsewhere(each)) return false
  if (typeof who === 'string' && each.operation?.startedBy !== who) return false
  return text === undefined || searchable(each).includes(text.toLowerCase())
}

function searchable({ id, operation, judgement }: ListedJob): string {
  const { startedBy = '', source = '', targetDb = '' } = operation ?? {}
  return [id, startedBy, source, targetDb, ...judgement.evidence].join('\n').toLowerCase()
}

function whoOf({ operation }: ListedJob): string {
  return operation?.startedBy ?? ''
}

/** What never started, or ended unseen, took less than anything that did. */
function durationMs({ job }: ListedJob, now: Date): number {
  if (!job?.startedAt) return -1
  return (job.finishedAt ?? now).getTime() - job.startedAt.getTime()
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

type Comparison = (a: ListedJob, b: ListedJob, now: Date) => number

const comparisons: Record<JobSort, Comparison> = {
  queued: (a, b) => queuedAtOf(a).getTime() - queuedAtOf(b).getTime(),
  kind: (a, b) => kindOf(a).localeCompare(kindOf(b)),
  verdict: (a, b) => a.judgement.verdict.localeCompare(b.judgement.verdict),
  who: (a, b) => collator.compare(whoOf(a), whoOf(b)),
  duration: (a, b, now) => durationMs(a, now) - durationMs(b, now),
}

/** Equals are shown newest first in either direction, so that pages never shuffle. */
function order({ sort, direction }: JobQuery, now: Date) {
  const sign = direction === 'ascending' ? 1 : -1
  return (a: ListedJob, b: ListedJob) =>
    sign * comparisons[sort](a, b, now) || comparisons.queued(b, a, now) || (a.id < b.id ? -1 : 1)
}
