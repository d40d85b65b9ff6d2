import type { Dump } from '../../core/backup.ts'
import type { Operation } from '../../core/operation.ts'
import type { Reading } from '../../core/reading.ts'
import { confirmationText, targetWarnings } from '../../core/restore-target.ts'
import type { BackupList } from '../../services/backups.ts'
import type { RestoreForm } from '../forms/restore.ts'
import { type FailureView, failureView } from './failure.ts'
import { type ErrorSummary, errorSummary, type Field, field } from './field.ts'
import type { Framed } from './frame.ts'
import { type RestorePicker, restorePicker } from './restore-picker.ts'
import { type RestoreSourceView, restoreSource } from './restore-source.ts'
import { serverFrame } from './server-header.ts'
import type { Subject } from './subject.ts'
import type { Viewer } from './viewer.ts'

export interface RestoreInput extends Subject {
  list: Reading<BackupList>
  /** From `?backup=` or from the form that comes back. */
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
  form: Extract<RestoreForm, { ok: false }> | null
}

export interface RestoreView extends Framed {
  failure: FailureView | null
  summary: ErrorSummary | null
  source: RestoreSourceView | null
  /** Null once a dump is chosen. */
  picker: RestorePicker | null
  /** Null when the server cannot, or a dump is chosen. */
  telegram: Field | null
  /** Without any source there is nothing to fill in. */
  isFormShown: boolean
  action: string
  targetDb: Field
  confirmation: Field
  /** What must be typed, for the target as it stands in the form. */
  expected: string
  expectedPrefix: string
  existing: string[]
  cancelHref: string
}

export function restoreView(input: RestoreInput, viewer: Viewer): RestoreView {
  const { server, facets, list } = input
  const { paths } = viewer
  const dump = chosenDump(input)
  const source = restoreSource(input, dump, viewer)
  const fields = fieldsOf(input)
  const telegram = source === null && input.canRestoreFromTelegram ? telegramField(input) : null
  const title = fields.summary ? 'Error: Restore' : 'Restore'
  const trail = [{ text: 'Restore', href: null }]
  return {
    frame: serverFrame(server, facets, { title, tab: 'Restore', trail }, viewer),
    failure: list.ok ? null : failureView(list.error, server, viewer, paths.newRestore(server.id)),
    source,
    picker: source === null && list.ok ? restorePicker(input, list.value.dumps, viewer) : null,
    telegram,
    isFormShown: source !== null || telegram !== null,
    action: paths.restores(server.id),
    ...fields,
    existing: input.existing,
    cancelHref: paths.backups(server.id),
  }
}

function chosenDump({ list, backupId }: RestoreInput): Dump | null {
  if (!list.ok || backupId === null) return null
  return list.value.dumps.find((dump) => dump.files.some((file) => file.id === backupId)) ?? null
}

function fieldsOf(input: RestoreInput) {
  const { form, server } = input
  const errors = form?.errors ?? {}
  const target = form?.typed.targetDb ?? input.suggestedTarget
  const targetDb = field({
    name: 'targetDb',
    label: 'Target database',
    help: 'A name that does not exist yet. The server creates the database.',
    value: target,
    error: errors.targetDb ?? null,
    warning: targetWarnings(target, input.existing).join(' ') || null,
    required: true,
  })
  const confirmation = field({
    name: 'confirmation',
    label: 'Type server/database to confirm',
    value: form?.typed.confirmation ?? '',
    error: errors.confirmation ?? null,
    required: true,
  })
  return {
    targetDb,
    confirmation,
    summary: errorSummary([targetDb, confirmation], errors.source ? [errors.source] : []),
    expected: confirmationText(server.name, target || 'database'),
    expectedPrefix: confirmationText(server.name, ''),
  }
}

function telegramField({ form }: RestoreInput): Field {
  return field({
    name: 'telegramMessageId',
    label: 'Telegram message ID',
    help: 'The number after “Restore ID” below the delivered file. The server fetches it from its first chat.',
    value: form?.typed.telegramMessageId ?? '',
    error: form?.errors.source ?? null,
    width: 'short',
  })
}
