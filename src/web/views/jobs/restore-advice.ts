import { isBeforeReplay } from '../../../core/verdicts/restore-verdict.ts'
import type { JudgedJob } from '../../../services/jobs.ts'
import type { Viewer } from '../frame/viewer.ts'
import { isOffered, type Subject } from '../servers/subject.ts'
import { type Advice, advice, lostSentence } from './advice.ts'

/** What to do after a restore. Null where there is nothing to do but wait. */
export function restoreAdvice(judged: JudgedJob, subject: Subject, viewer: Viewer): Advice | null {
  const again = isOffered(subject, 'restores', 'backup.restore', viewer)
    ? { text: 'Restore again', href: viewer.paths.newRestore(subject.server.id) }
    : null
  const { verdict, evidence } = judged.judgement
  if (verdict === 'failed' && isBeforeReplay(evidence)) return advice(...nothingDone, again)
  if (isOfCluster(judged)) return onCluster(judged)
  const target = targetOf(judged)
  switch (verdict) {
    case 'with-errors':
      return advice(`Do not trust ${target} before you have looked at it`, mixed, again)
    case 'failed':
      return advice(`${target} may be half filled`, halfFilled, again)
    case 'lost':
      return advice(`${target} may be half filled`, [lostSentence, ...halfFilled], again)
    case 'unproven':
      return advice(`Look into ${target} before you use it`, [
        'The facts above say why its success is not proven.',
        'Compare its tables and row counts with what you expect.',
      ])
    case 'clean':
      return { ...advice(`${target} is ready to be looked at`, ready), icon: 'check' }
    default:
      return null
  }
}

const ready = [
  'Compare a table or two with what you expect, then let your application use it. Nothing here does that by itself.',
]

const nothingDone: [title: string, lines: string[]] = [
  'Nothing was restored',
  ['The facts above and the log say why. Put the cause right, or choose another dump.'],
]

const mixed = [
  'The server reports success, but statements failed. If the database existed before, old and new rows may be mixed.',
  'Read the marked lines, then restore into a name that does not exist yet.',
]

const halfFilled = [
  'Point nothing at it. Drop it on the database server: the panel cannot.',
  'Then restore into a name that does not exist yet, from this dump or an older one.',
]

/** The server looks for the word anywhere in the name. */
function isOfCluster({ operation }: JudgedJob): boolean {
  return operation?.source?.includes('cluster') ?? false
}

function onCluster(judged: JudgedJob): Advice | null {
  if (!['with-errors', 'failed', 'lost', 'unproven'].includes(judged.judgement.verdict)) return null
  return advice(`All databases were replayed, not ${targetOf(judged)}`, [
    'The server takes each file with “cluster” in its name for a dump of all databases, and ignores the target.',
    'Errors that something already exists are usual then. Read the marked lines, and look into each database.',
  ])
}

function targetOf({ operation }: JudgedJob): string {
  return operation?.targetDb ? `“${operation.targetDb}”` : 'the target database'
}
