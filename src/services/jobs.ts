import type { Driver, Jobs as DriverJobs } from '../core/driver.ts'
import { NotFound } from '../core/errors.ts'
import { isFinished, type Job } from '../core/job.ts'
import { type KeptLog, keepLog } from '../core/kept-log.ts'
import type { Operation } from '../core/operation.ts'
import type { BackupServer } from '../core/server.ts'
import { judgeRestore } from '../core/verdicts/restore-verdict.ts'
import { judgeRun } from '../core/verdicts/run-verdict.ts'
import type { Judgement, RestoreVerdict, RunVerdict } from '../core/verdicts/verdict.ts'
import type { Conclusion, OperationStore } from '../store/operations.ts'
import { type Drivers, facet } from './drivers.ts'
import { gatherEvidence, type Surroundings } from './evidence.ts'

export type Jobs = ReturnType<typeof jobService>

/** A job as the server tells it, what the panel remembers of it, and what follows from both. */
export interface JudgedJob {
  id: string
  /** Null: the server no longer knows it. */
  job: Job | null
  /** Null: the panel has not noted it, and not asked for it. */
  operation: Operation | null
  judgement: Judgement<RunVerdict | RestoreVerdict>
}

/** What the panel itself remembers of one job. */
export interface RecalledJob {
  operation: Operation
  log: KeptLog | null
}

/** How many remembered jobs are shown beyond those that the server still lists. */
const rememberedJobs = 100

interface Deps {
  drivers: Drivers
  operations: OperationStore
  /** So long the panel remembers what has ended. */
  historyDays: number
}

/** Jobs of one server, judged. A verdict is kept when the end is first seen, and stands from then on. */
export function jobService({ drivers, operations, historyDays }: Deps) {
  const settle = settling(operations)
  const isForgotten = endedBefore(historyDays)

  /**
   * Judges the newest of the jobs that a server listed or that only the panel remembers. What was seen
   * around them may be a moment older than the list, so it serves for showing only: a verdict that will
   * be kept is founded on facts read after the end.
   */
  async function judgeAll(
    server: BackupServer,
    seen: { jobs: Job[]; around: Surroundings },
    signal: AbortSignal,
    limit = rememberedJobs,
  ): Promise<JudgedJob[]> {
    const driver = await drivers.open(server)
    const jobs = seen.jobs.filter((job) => !isForgotten(job))
    const [noted, remembered] = await Promise.all([
      operations.note(server.id, jobs),
      operations.recent(server.id, limit),
    ])
    const newest = pairUp(jobs, noted, remembered).sort(newestFirst).slice(0, limit)
    const known = await askAgain(newest, facet(driver.jobs), signal)
    const around = known.some(endsNow) ? await gatherEvidence(driver, signal) : seen.around
    return Promise.all(known.map((each) => settle(each, around)))
  }

  return {
    judgeAll,

    async list(server: BackupServer, signal: AbortSignal): Promise<JudgedJob[]> {
      const driver = await drivers.open(server)
      const [jobs, around] = await Promise.all([
        facet(driver.jobs).list(signal),
        gatherEvidence(driver, signal),
      ])
      return judgeAll(server, { jobs, around }, signal)
    },

    /** @throws NotFound when neither the server nor the panel knows the job. */
    async get(server: BackupServer, jobId: string, signal: AbortSignal): Promise<JudgedJob> {
      const driver = await drivers.open(server)
      const job = await facet(driver.jobs).find(jobId, signal)
      const [noted] = job && !isForgotten(job) ? await operations.note(server.id, [job]) : []
      const operation = noted ?? (await operations.find(server.id, jobId))
      if (!job && !operation) {
        throw new NotFound('Neither the server nor this panel knows that job.')
      }
      const around = await evidenceFor(driver, job, operation, signal)
      return settle({ id: jobId, job, operation }, around)
    },

    /** What the panel itself remembers, for when the server cannot be asked. Newest first. */
    remembered: (server: BackupServer, limit: number) => operations.recent(server.id, limit),

    async recall(server: BackupServer, jobId: string): Promise<RecalledJob | null> {
      const operation = await operations.find(server.id, jobId)
      return operation && { operation, log: await operations.log(operation.id) }
    },
  }
}

const dayMs = 24 * 60 * 60 * 1000

/**
 * A server may tell of a job for longer than the panel remembers it. Noted anew it would be nobody's,
 * and judged by the dumps of today.
 */
function endedBefore(days: number) {
  return ({ finishedAt }: Job): boolean =>
    finishedAt !== undefined && finishedAt.getTime() < Date.now() - days * dayMs
}

type KnownJob = Omit<JudgedJob, 'judgement'>

/** Judges a job, and keeps the verdict of an operation whose end is seen for the first time. */
function settling(operations: OperationStore) {
  return async (known: KnownJob, around: Surroundings): Promise<JudgedJob> => {
    const { job, operation } = known
    const judgement = kept(operation) ?? judge(job, operation, around)
    if (operation && endsNow(known)) await operations.conclude(operation.id, endOf(job, judgement))
    return { ...known, judgement }
  }
}

function endOf(job: Job | null, judgement: JudgedJob['judgement']): Conclusion {
  const { exitCode, error, log, isLogFull = false } = job ?? {}
  return {
    ...judgement,
    endedAt: job?.finishedAt ?? new Date(),
    ...(exitCode !== undefined && { exitCode }),
    ...(error !== undefined && { error }),
    ...(log && { log: keepLog(log, isLogFull) }),
  }
}

/** Its end is seen for the first time. */
function endsNow({ job, operation }: KnownJob): boolean {
  return operation !== null && !operation.verdict && (job === null || isFinished(job))
}

function newestFirst(a: KnownJob, b: KnownJob): number {
  return queuedAt(b) - queuedAt(a)
}

function queuedAt({ job, operation }: KnownJob): number {
  return (job?.queuedAt ?? operation?.startedAt ?? new Date(0)).getTime()
}

/** The server's jobs with what is noted of them, and what only the panel remembers. */
function pairUp(jobs: Job[], noted: Operation[], remembered: Operation[]): KnownJob[] {
  const known = new Map(noted.map((operation) => [operation.jobId, operation]))
  const listed = new Set(jobs.map((job) => job.id))
  const forgotten = remembered.filter((operation) => !listed.has(operation.jobId))
  return [
    ...jobs.map((job) => ({ id: job.id, job, operation: known.get(job.id) ?? null })),
    ...forgotten.map((operation) => ({ id: operation.jobId, job: null, operation })),
  ]
}

/**
 * A job that is missing on the list may have been started after the list was read. Before it counts
 * as lost the server is asked for it by its id.
 */
async function askAgain(known: KnownJob[], jobs: DriverJobs, signal: AbortSignal) {
  const asked: KnownJob[] = []
  for (const each of known) {
    const isMissing = each.job === null && !each.operation?.verdict
    asked.push(isMissing ? { ...each, job: await jobs.find(each.id, signal) } : each)
  }
  return asked
}

const nothingRead: Surroundings = { dumps: null, status: null, expectedDatabases: null }

/** Spares the server the calls that a running, already judged or restoring job does not need. */
async function evidenceFor(
  driver: Driver,
  job: Job | null,
  operation: Operation | null,
  signal: AbortSignal,
): Promise<Surroundings> {
  const isNeeded = job !== null && job.kind === 'backup' && isFinished(job) && !operation?.verdict
  return isNeeded ? gatherEvidence(driver, signal) : nothingRead
}

function kept(operation: Operation | null): Judgement<RunVerdict | RestoreVerdict> | undefined {
  if (!operation?.verdict) return undefined
  return { verdict: operation.verdict, evidence: operation.evidence ?? [] }
}

function judge(job: Job | null, operation: Operation | null, around: Surroundings) {
  const kind = job?.kind ?? operation?.kind
  return kind === 'restore' ? judgeRestore(job) : judgeRun({ job, ...around })
}
