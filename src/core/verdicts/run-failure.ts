import { bytes } from '../wording.ts'
import { type DatabaseFact, hasSuccess, isLogWhole, type RunFacts } from './run-facts.ts'
import {
  contraryFacts,
  isTransferError,
  missingDumps,
  newDumps,
  reasonsOf,
} from './run-sentences.ts'
import type { Judgement, RunVerdict } from './verdict.ts'

/**
 * A run that the server calls failed. If every dump is confirmed, what failed came after them: links,
 * Telegram, clean-up or a hook, often without a word in the log. A file that nobody confirms may be
 * cut short, and saves nothing.
 */
export function judgeFailedRun(facts: RunFacts): Judgement<RunVerdict> {
  const reasons = reasonsOf(facts)
  const contrary = contraryFacts(facts)
  if (contrary.length > 0) {
    const verdict = hasSuccess(facts) ? 'partial' : 'failed'
    return { verdict, evidence: [...contrary, ...reasons, ...newDumps(facts)] }
  }
  const sound = soundDumps(facts)
  const due = facts.databases?.length ?? facts.signs.summary?.succeeded ?? 0
  if (due > 0 && sound.length >= due) {
    return { verdict: 'delivery-failed', evidence: [...newDumps(facts), ...afterDumps(reasons)] }
  }
  if (facts.databases && sound.length > 0) {
    return {
      verdict: 'partial',
      evidence: [...missingDumps(facts.databases), ...reasons, ...newDumps(facts)],
    }
  }
  if (!facts.areDumpsKnown && facts.signs.created.length > 0) return unreadDumps(reasons)
  return { verdict: 'failed', evidence: [...reasons, ...facts.fresh.map(leftover)] }
}

/** New, and said to be complete: by the log, or because the run came as far as sending them away. */
function soundDumps({ job, signs, databases, fresh, statusInside }: RunFacts): DatabaseFact[] {
  const isPastDumps =
    signs.summary !== null ||
    statusInside === 'OK' ||
    (!isLogWhole(job) && isTransferError(job.exitCode))
  return (databases ?? fresh).filter(
    (fact) => fact.outcome === 'new' && (fact.isConfirmed || isPastDumps),
  )
}

function afterDumps(reasons: string[]): string[] {
  return ['What failed came after the dumps: links, delivery, clean-up or a hook', ...reasons]
}

function unreadDumps(reasons: string[]): Judgement<RunVerdict> {
  const unread = 'The log reports a finished dump, but the list of dumps could not be read'
  return { verdict: 'unproven', evidence: [unread, ...reasons] }
}

function leftover({ database, dump }: DatabaseFact): string {
  const size = bytes(dump?.sizeBytes ?? 0)
  return `A new file of ${database} is there (${size}), but nothing says that it is complete`
}
