import type { JudgedJob } from '../../../services/jobs.ts'
import type { Viewer } from '../frame/viewer.ts'
import { isOffered, type Subject } from '../servers/subject.ts'
import { type Advice, advice, lostSentence } from './advice.ts'

/** What to do after a run. Null where there is nothing to do but wait or be glad. */
export function runAdvice(
  { judgement }: JudgedJob,
  subject: Subject,
  viewer: Viewer,
): Advice | null {
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
