import { isFinished, type Job } from '../job.ts'
import { count } from '../wording.ts'
import { type DatabaseFact, gatherRunFacts, hasSuccess, type RunFacts } from './run-facts.ts'
import { judgeFailedRun } from './run-failure.ts'
import { contraryFacts, newDumps, quoted, summaryOf } from './run-sentences.ts'
import type { Judgement, RunEvidence, RunVerdict } from './verdict.ts'

type RunJudgement = Judgement<RunVerdict>

/**
 * What really became of a run, and the facts that say so. Looks at the server as it is now: retention
 * removes dumps, so the verdict of a run that ended long ago may no longer be provable. Whoever stores
 * a verdict keeps it, and does not ask again.
 */
export function judgeRun(evidence: RunEvidence): RunJudgement {
  const { job } = evidence
  if (!job) return lost
  if (!isFinished(job)) return pending(job)
  if (job.error !== undefined) {
    return failed([`The server could not start it: ${job.error}`, 'Nothing was dumped'])
  }
  const facts = gatherRunFacts(job, evidence)
  if (facts.signs.isSkipped) return skipped
  const hasFailed = job.state === 'failed' || (job.exitCode ?? 0) !== 0
  return hasFailed ? judgeFailedRun(facts) : judgeSucceededRun(facts)
}

const lost: RunJudgement = {
  verdict: 'lost',
  evidence: [
    'The server no longer knows this job: it has been restarted, or 100 newer jobs came after it',
  ],
}

const skipped: RunJudgement = {
  verdict: 'skipped',
  evidence: [
    'Another backup was running, so this one did nothing, although the server says it succeeded',
  ],
}

function failed(evidence: string[]): RunJudgement {
  return { verdict: 'failed', evidence }
}

function pending({ state }: Job): RunJudgement {
  return state === 'queued'
    ? { verdict: 'queued', evidence: ['The server runs one job at a time; this one waits'] }
    : { verdict: 'running', evidence: ['The server shows the log only when the run has ended'] }
}

/** Each way in which the server's word may be untrue is looked at in turn; green is what remains. */
function judgeSucceededRun(facts: RunFacts): RunJudgement {
  const contrary = contraryFacts(facts)
  if (contrary.length > 0) {
    const verdict = hasSuccess(facts) ? 'partial' : 'failed'
    return { verdict, evidence: [...contrary, ...newDumps(facts)] }
  }
  const doubts = doubtsOf(facts)
  if (doubts.length > 0) {
    return { verdict: 'unproven', evidence: [...doubts, ...newDumps(facts)] }
  }
  const trouble = facts.signs.deliveryTrouble.map(quoted)
  return {
    verdict: trouble.length > 0 ? 'delivery-failed' : 'verified',
    evidence: [...trouble, ...newDumps(facts), ...summaryOf(facts)],
  }
}

/** Why a success cannot be believed. Empty: it is proven. */
function doubtsOf(facts: RunFacts): string[] {
  const { signs, databases, fresh } = facts
  if (!facts.areDumpsKnown) {
    return ['The server reports success, but its list of dumps could not be read']
  }
  const missing = databases
    ? databases.filter((fact) => fact.outcome === 'missing').map(missingSentence)
    : countDoubt(signs.summary?.succeeded, fresh.length)
  if (missing.length > 0) return [...missing, ...directoryHint(facts)]
  if (facts.statusInside === 'FAILED') {
    return [
      'The log counts no failure, but the server’s status says that a run failed at that time',
    ]
  }
  if (!isCompletionKnown(facts)) {
    return ['The dumps are there, but neither the log nor the status says that they are complete']
  }
  return signs.deliveryTrouble.length > 0 ? [] : signs.errors.slice(0, 1).map(quoted)
}

function missingSentence({ database }: DatabaseFact): string {
  return `The server reports success, but no new dump of ${database} appeared`
}

/** Nobody says which databases there are: the log's own count must match what is there. */
function countDoubt(succeeded: number | undefined, found: number): string[] {
  if (succeeded === undefined) {
    return ['Which databases should have been dumped is not known, and the log does not say']
  }
  if (succeeded === 0) return ['The server reports success, but its log counts no database at all']
  if (found >= succeeded) return []
  return [`The log counts ${count(succeeded, 'dump')}, but ${found} appeared`]
}

function directoryHint({ signs, fresh }: RunFacts): string[] {
  if (signs.isDirectoryFormat) {
    return ['The dumps are in directory format (-Fd), which the server does not list']
  }
  return fresh.length > 0
    ? []
    : ['If dumps are made in directory format (-Fd), the server does not list them']
}

/** A dump that broke off leaves a file too. Somebody must have said that these were finished. */
function isCompletionKnown({ signs, statusInside, databases, fresh }: RunFacts): boolean {
  if (signs.summary !== null || statusInside === 'OK') return true
  return (databases ?? fresh).every((fact) => fact.isConfirmed)
}
