import type { Dump } from '../../../core/dumps/backup.ts'
import type { RemoteFault } from '../../../core/errors.ts'
import type { Operation } from '../../../core/operation.ts'
import type { Reading } from '../../../core/reading.ts'
import type { BackupList } from '../../../services/backups.ts'
import type { RestoreProgress } from '../../forms/restore-step.ts'
import type { Framed } from '../frame/frame.ts'
import type { Viewer } from '../frame/viewer.ts'
import { type FailureView, failureView } from '../pieces/failure.ts'
import { type ErrorSummary, errorSummary } from '../pieces/field.ts'
import { serverFrame } from '../servers/server-header.ts'
import type { Subject } from '../servers/subject.ts'
import { type RestoreConfirmation, restoreConfirmation } from './restore-confirmation.ts'
import { type RestorePicker, restorePicker } from './restore-picker.ts'
import { type RestoreSourceView, restoreSource } from './restore-source.ts'
import { type RestoreStepView, restoreSteps } from './restore-steps.ts'
import { type RestoreTarget, restoreTarget } from './restore-target.ts'
import { type RestoreTelegram, restoreTelegram } from './restore-telegram.ts'

export interface RestoreInput extends Subject {
  list: Reading<BackupList>
  progress: RestoreProgress
  /** The dump that was chosen, here or before. */
  backupId: string | null
  /** What the picker is narrowed to. */
  text: string
  canRestoreFromTelegram: boolean
  /** A name that is not taken, for the chosen dump; empty when none is chosen. */
  suggestedTarget: string
  /** Databases that are known to exist on the server. */
  existing: string[]
  /** What the panel remembers, for the verdict of the run that made the dump. */
  operations: Operation[]
}

export interface RestoreView extends Framed {
  steps: RestoreStepView[]
  failure: FailureView | null
  summary: ErrorSummary | null
  /** What was chosen to be restored; null as long as nothing is. */
  source: RestoreSourceView | null
  /** Of the step that the page is: its part is there, and those of the others are null. */
  picker: RestorePicker | null
  telegram: RestoreTelegram | null
  target: RestoreTarget | null
  confirmation: RestoreConfirmation | null
  cancelHref: string
}

/** One step of a restore. Where what was chosen is gone, it is the first one again. */
export function restoreView(input: RestoreInput, viewer: Viewer): RestoreView {
  const { server, facets, list, progress } = input
  const { paths } = viewer
  const dump = chosenDump(input)
  const source = restoreSource(input, dump, viewer)
  const step = source || progress.typed.telegramMessageId ? progress.step : 'source'
  const parts = partsOf(input, { step, dump, source }, viewer)
  const fields = [parts.telegram, parts.target, parts.confirmation].flatMap((part) =>
    part ? [part.field] : [],
  )
  const isPicked = step === 'source' && progress.errors.source && !parts.telegram
  const summary = errorSummary(fields, isPicked ? [String(progress.errors.source)] : [])
  const title = summary ? 'Error: Restore' : 'Restore'
  const trail = [{ text: 'Restore', href: null }]
  return {
    frame: serverFrame(server, facets, { title, tab: 'Restore', trail }, viewer),
    steps: restoreSteps(step, progress.typed, (answers) => paths.restoreStep(server.id, answers)),
    failure: list.ok ? null : failureView(list.error, server, viewer, paths.newRestore(server.id)),
    summary,
    source: step === 'source' ? null : source,
    ...parts,
    cancelHref: paths.backups(server.id),
  }
}

function partsOf(
  input: RestoreInput,
  found: { step: RestoreProgress['step']; dump: Dump | null; source: RestoreSourceView | null },
  viewer: Viewer,
) {
  const { list } = input
  const { step, dump, source } = found
  const isFirst = step === 'source'
  return {
    picker: isFirst && list.ok ? restorePicker(input, list.value.dumps, viewer) : null,
    telegram: isFirst && canFetch(input) ? restoreTelegram(input, viewer) : null,
    target: step === 'target' ? restoreTarget(input, viewer) : null,
    confirmation:
      step === 'confirmation' ? restoreConfirmation(input, { dump, source }, viewer) : null,
  }
}

/** Its dumps may be hard to list; but a server that answers nothing restores nothing either. */
function canFetch({ canRestoreFromTelegram, list }: RestoreInput): boolean {
  return canRestoreFromTelegram && (list.ok || answering.has(list.error.fault))
}

const answering: ReadonlySet<RemoteFault> = new Set([
  'timeout',
  'missing',
  'rejected',
  'failed',
  'broken-reply',
])

function chosenDump({ list, backupId }: RestoreInput): Dump | null {
  if (!list.ok || backupId === null) return null
  return list.value.dumps.find((dump) => dump.files.some((file) => file.id === backupId)) ?? null
}
