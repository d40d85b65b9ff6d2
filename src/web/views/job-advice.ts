import type { JudgedJob } from '../../services/jobs.ts'
import { kindOf } from './job-row.ts'
import { isOffered, type Subject } from './subject.ts'
import type { Viewer } from './viewer.ts'

export interface Advice {
  title: string
  lines: string[]
  link: { text: string; href: string } | null
}

/** What to do now. Null where there is nothing to do but wait or be glad. */
export function adviceOn(judged: JudgedJob, subject: Subject, viewer: Viewer): Advice | null {
  return kindOf(judged) === 'restore'
    ? onRestore(judged, subject, viewer)
    : onRun(judged, subject, viewer)
}

function onRun({ judgement }: JudgedJob, subject: Subject, viewer: Viewer): Advice | null {
  const { id } = subject.server
  const backups = { text: 'Look at the dumps', href: viewer.paths.backups(id) }
  const settings = isOffered(subject, 'settings', 'settings.see', viewer)
    ? { text: 'Look at the settings', href: viewer.paths.settings(id) }
    : null
  switch (judgement.verdict) {
    case 'partial':
      return advice('Some databases were not dumped', [
        'The dumps that were made are good. The log names the databases that failed.',
        'Put their cause right, then run another backup.',
      ])
    case 'delivery-failed':
      return advice('The dump is on the server; a step after it failed', afterDump, settings)
    case 'skipped':
      return advice('Nothing was backed up by this job', [
        'Another backup was already running. Wait for it, and run this one again if you still need it.',
      ])
    case 'unproven':
      return advice(
        'Do not count on this backup yet',
        ['See whether a new dump is there.'],
        backups,
      )
    case 'failed':
      return advice('No backup was made', [
        'The log says why. Put its cause right, then run another backup.',
      ])
    case 'lost':
      return advice(
        'How it ended is not known',
        [lostSentence, 'See whether a new dump is there.'],
        backups,
      )
    default:
      return null
  }
}

const afterDump = [
  'The dump can be downloaded and restored. The facts above and the log name the step.',
  'If it was Telegram or a webhook, check its settings and whether the server can reach it.',
]

const lostSentence =
  'The server restarted or dropped the job from its list: it keeps jobs in memory only, the last 100.'

function onRestore(judged: JudgedJob, subject: Subject, viewer: Viewer): Advice | null {
  const target = targetOf(judged)
  const again = isOffered(subject, 'restores', 'backup.restore', viewer)
    ? { text: 'Restore again', href: viewer.paths.newRestore(subject.server.id) }
    : null
  switch (judged.judgement.verdict) {
    case 'with-errors':
      return advice(
        `Do not trust ${target} before you have looked at it`,
        [
          'The server reports success, but statements failed. If the database existed before, old and new rows may be mixed.',
          'Read the marked lines, then restore into a name that does not exist yet.',
        ],
        again,
      )
    case 'failed':
      return advice(`${target} may be half filled`, halfFilled, again)
    case 'lost':
      return advice(`${target} may be half filled`, [lostSentence, ...halfFilled], again)
    case 'unproven':
      return advice(`Look into ${target} before you use it`, [
        'Only the end of the log was kept, so earlier errors cannot be ruled out.',
        'Compare its tables and row counts with what you expect.',
      ])
    default:
      return null
  }
}

const halfFilled = [
  'Point nothing at it. Drop it on the database server: the panel cannot.',
  'Then restore into a name that does not exist yet, from this dump or an older one.',
]

function targetOf({ operation }: JudgedJob): string {
  return operation?.targetDb ? `“${operation.targetDb}”` : 'the target database'
}

function advice(title: string, lines: string[], link: Advice['link'] = null): Advice {
  return { title, lines, link }
}
