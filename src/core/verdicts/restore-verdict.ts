import { isFinished, type Job } from '../job.ts'
import { count } from '../wording.ts'
import { type RestoreSigns, readRestoreLog } from './log-signs.ts'
import { quoted } from './run-sentences.ts'
import type { Judgement, RestoreVerdict } from './verdict.ts'

type RestoreJudgement = Judgement<RestoreVerdict>

/**
 * What really became of a restore. The server replays SQL without stopping at errors and calls the end
 * a success, so the log is the only witness; and it keeps no more than the last lines. Null: the
 * server no longer knows the job. As with runs, a stored verdict stands.
 */
export function judgeRestore(job: Job | null): RestoreJudgement {
  if (!job) return lost
  if (!isFinished(job)) return pending(job)
  if (job.error !== undefined) {
    const evidence = [`The server could not start it: ${job.error}`, untouched]
    return { verdict: 'failed', evidence }
  }
  const signs = readRestoreLog(job.log ?? [])
  const hasFailed = job.state === 'failed' || (job.exitCode ?? 0) !== 0
  return hasFailed ? judgeFailed(job, signs) : judgeSucceeded(job, signs)
}

const untouched = 'The target was not touched'
const stopped = 'It stopped before the replay'

/** Whether the evidence of a failed restore, perhaps kept from long ago, says that no SQL was carried out. */
export function isBeforeReplay(evidence: string[]): boolean {
  return evidence.some((fact) => fact === untouched || fact.startsWith(stopped))
}

const lost: RestoreJudgement = {
  verdict: 'lost',
  evidence: [
    'The server no longer knows this job: it has been restarted, or 100 newer jobs came after it',
    'The target may be half filled',
  ],
}

function pending({ state }: Job): RestoreJudgement {
  return state === 'queued'
    ? { verdict: 'queued', evidence: ['The server runs one job at a time; this one waits'] }
    : { verdict: 'running', evidence: ['The server shows the log only when the restore has ended'] }
}

function judgeFailed(job: Job, signs: RestoreSigns): RestoreJudgement {
  return {
    verdict: 'failed',
    evidence: [...firstErrors(signs), ...endOf(job, signs), stateOfTarget(job, signs)],
  }
}

function endOf({ exitCode = 0 }: Job, { errors }: RestoreSigns): string[] {
  if (exitCode < 0) return ['The process was killed']
  if (errors.length > 0) return []
  return [`It ended with exit code ${exitCode}, and the log names no error`]
}

/** Only a whole log that never came to the replay proves that the target is as it was. */
function stateOfTarget(job: Job, signs: RestoreSigns): string {
  const isWithoutEffect = !signs.hasBegun || (signs.isSql && signs.statements === 0)
  const mayHaveBegun = !isWithoutEffect || job.isLogFull || job.log === null
  if (mayHaveBegun) return 'The target may be half filled: do not use it'
  return signs.hasCreatedTarget
    ? `${stopped}; the target may be left behind, empty`
    : `${stopped}. ${untouched}`
}

function judgeSucceeded(job: Job, signs: RestoreSigns): RestoreJudgement {
  if (signs.errors.length > 0) {
    const claim = 'The server reports success, because it does not stop at errors'
    return { verdict: 'with-errors', evidence: [...firstErrors(signs), claim] }
  }
  const doubts = doubtsOf(job, signs)
  if (doubts.length > 0) return { verdict: 'unproven', evidence: doubts }
  return { verdict: 'clean', evidence: proofOf(signs, job.log?.length ?? 0) }
}

function firstErrors({ errors }: RestoreSigns): string[] {
  const [first] = errors
  if (first === undefined) return []
  return errors.length === 1
    ? [quoted(first)]
    : [`The log has ${count(errors.length, 'error')}, the first: ${first.slice(0, 200)}`]
}

/** Why a log without errors still proves nothing. Empty: it does. */
function doubtsOf({ log, isLogFull }: Job, signs: RestoreSigns): string[] {
  if (log === null) return ['The server reports success, but there is no log']
  const [unreadable] = signs.unreadable
  return [
    ...(isLogFull
      ? [`The server keeps the last ${log.length} lines only: errors may have scrolled away`]
      : []),
    ...(unreadable === undefined
      ? []
      : [`The log has messages in a language that the panel cannot judge: ${unreadable}`]),
    ...(signs.hasCompleted ? [] : ['The log does not say that the restore was completed']),
    ...(signs.isCluster
      ? ['The server took the file for a dump of all databases, and did not use the target']
      : []),
    ...(signs.isSql && signs.statements === 0 && !isLogFull
      ? ['Not one SQL statement was carried out: the dump may be empty']
      : []),
  ]
}

function proofOf({ isSql, statements }: RestoreSigns, lines: number): string[] {
  return [
    `The whole log is there (${count(lines, 'line')}), without errors and to its end`,
    ...(isSql ? [`${count(statements, 'SQL statement')} carried out`] : []),
  ]
}
