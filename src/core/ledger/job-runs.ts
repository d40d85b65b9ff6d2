import { isDuring, type SeenDump } from './dump-changes.ts'
import type { SeenJob } from './ledger.ts'
import type { LedgerRun } from './run.ts'
import { blankRun, type RunBook } from './run-book.ts'
import { outcomesOf, totalBytes } from './run-outcomes.ts'
import { isSilent, isUnderWay, lost } from './silent-runs.ts'

/** Enters what the server was asked for. What it no longer tells of is lost, not running for ever. */
export function enterJobs(book: RunBook): void {
  const { jobs, dumps, watch, now } = book.facts
  for (const job of jobs ?? []) if (!isOldNews(job, book)) book.put(runOf(job, book))
  const told = new Set((jobs ?? []).map(({ id }) => id))
  for (const run of book.all()) {
    if (!isUnderWay(run) || (run.jobId !== null && told.has(run.jobId))) continue
    // The files tell of a run that nobody asked for.
    const isUntold = run.jobId === null ? dumps === null : jobs === null
    if (run.jobId !== null && jobs !== null) book.put(lost(run, forgotten))
    else if (isUntold && isSilent(watch.readAt ?? run.at, now)) book.put(lost(run, silent))
  }
}

/** It was entered long ago, and is too old to be at hand. */
function isOldNews(job: SeenJob, { memory, ofJob }: RunBook): boolean {
  const isOld = memory.runsSince !== null && (job.startedAt ?? job.queuedAt) < memory.runsSince
  return isOld && job.endedAt !== null && ofJob(job.id) === undefined
}

const forgotten = 'The server no longer tells of this job'
const silent = 'The server could not be asked about it for a day'

/**
 * Gives each dump that was made while a job was at work to that job's run. Lists of dumps and jobs are of
 * slightly different moments: what was taken for a run of its own before its job was told of is not one.
 */
export function claimForJobs(book: RunBook, dumps: SeenDump[]): SeenDump[] {
  const jobs = book.all().filter(isMaker)
  const isKnown = new Set(book.memory.runs.map(({ id }) => id))
  const fresh = jobs.filter(({ id }) => !isKnown.has(id))
  const guesses = new Map(
    book
      .all()
      .filter(isGuess)
      .map((run) => [run.id, run]),
  )
  return dumps.map((seen) => {
    const { runId, database } = seen.kept
    const guess = runId === null ? undefined : guesses.get(runId)
    if (database === '' || (runId === null ? !seen.isNew : !guess)) return seen
    const makers = guess ? fresh : jobs
    const job = makers.find((run) => isDuring(windowOf(run), seen.dump.finishedAt))
    if (!job) return seen
    if (guess) book.remove(guess)
    return { ...seen, kept: { ...seen.kept, runId: job.id } }
  })
}

function isGuess({ jobId, punctuality }: LedgerRun): boolean {
  return jobId === null && punctuality === 'unscheduled'
}

/** Which databases a job's run has dumps of, once they are known to be its own. */
export function describeJobs(book: RunBook, dumps: SeenDump[]): void {
  for (const run of book.all()) {
    if (run.jobId === null) continue
    const own = dumps.filter(({ kept, isUnderWay }) => kept.runId === run.id && !isUnderWay)
    const due = isOver(run) && book.facts.dumps !== null ? book.facts.expectedDatabases : null
    const isJudgedNow = run.databases.length === 0 || own.some(({ kept }) => isNew(kept, book))
    if (own.length === 0 || !isJudgedNow) continue
    const databases = outcomesOf(run.databases, own, due ?? [])
    book.put({ ...run, databases, sizeBytes: totalBytes(databases) })
  }
}

/** A server that has forgotten a job no longer tells when it began, and nobody saw when it ended. */
function runOf(job: SeenJob, book: RunBook): LedgerRun {
  const known = book.ofJob(job.id)
  const startedAt = job.startedAt ?? known?.startedAt ?? null
  const at = startedAt ?? job.queuedAt
  const { startedBy, verdict, evidence } = job
  return {
    ...(known ?? blankRun(book.facts.newId(), at)),
    origin: startedBy === null ? 'elsewhere' : 'panel',
    at,
    jobId: job.id,
    startedBy,
    startedAt,
    endedAt: verdict === 'lost' ? (known?.endedAt ?? null) : job.endedAt,
    verdict,
    evidence,
  }
}

/** A job that did nothing, or nobody knows until when, made none of the dumps. */
function isMaker({ jobId, verdict }: LedgerRun): boolean {
  return jobId !== null && verdict !== 'queued' && verdict !== 'skipped' && verdict !== 'lost'
}

function windowOf({ startedAt, endedAt, at }: LedgerRun) {
  return { startedAt, queuedAt: at, endedAt }
}

function isOver({ endedAt, verdict }: LedgerRun): boolean {
  return endedAt !== null && verdict !== 'skipped' && verdict !== 'lost'
}

function isNew({ identity }: { identity: string }, { memory }: RunBook): boolean {
  return !memory.dumps.some((known) => known.identity === identity && known.runId !== null)
}
