import type { Dump } from '../../../core/dumps/backup.ts'
import {
  confirmationText,
  sourceWarnings,
  targetWarnings,
} from '../../../core/dumps/restore-target.ts'
import type { Viewer } from '../frame/viewer.ts'
import { type Field, field } from '../pieces/field.ts'
import type { RestoreInput } from './restore.ts'
import type { RestoreSourceView } from './restore-source.ts'
import { sourceQuery } from './restore-steps.ts'

/** The last step: what will happen, in plain words, and the phrase to type. */
export interface RestoreConfirmation {
  action: string
  checkAction: string
  heading: string
  consequences: string[]
  warnings: string[]
  hidden: { name: string; value: string }[]
  expected: string
  field: Field
  targetHref: string
}

export function restoreConfirmation(
  input: RestoreInput,
  { dump, source }: { dump: Dump | null; source: RestoreSourceView | null },
  { paths }: Viewer,
): RestoreConfirmation {
  const { server, progress, existing } = input
  const { typed, errors } = progress
  const { backupId, telegramMessageId, targetDb } = typed
  const what = source?.name ?? `Telegram message ${telegramMessageId}`
  return {
    action: paths.restores(server.id),
    checkAction: paths.restoreCheck(server.id),
    heading: `Restore into ${targetDb}?`,
    consequences: consequences(what, targetDb, dump, existing),
    warnings: targetWarnings(targetDb, existing),
    hidden: [
      backupId
        ? { name: 'backupId', value: backupId }
        : { name: 'telegramMessageId', value: telegramMessageId },
      { name: 'targetDb', value: targetDb },
    ],
    expected: confirmationText(server.name, targetDb),
    field: field({
      name: 'confirmation',
      label: 'Type server/database to confirm',
      value: typed.confirmation,
      error: errors.confirmation ?? null,
      required: true,
    }),
    targetHref: paths.restoreStep(server.id, sourceQuery(typed)),
  }
}

function consequences(
  what: string,
  targetDb: string,
  dump: Dump | null,
  existing: string[],
): string[] {
  const isNew = !existing.includes(targetDb)
  // A warning of the source may say that the target is ignored: then nothing may be promised of it.
  const isPlain = dump !== null && sourceWarnings(dump).length === 0
  return [
    isNew
      ? `No database ${targetDb} is known here. The server creates it and replays ${what} into it. If there is one after all, it is not emptied first.`
      : `The server replays ${what} over ${targetDb} as it is.`,
    ...(isPlain && dump.database !== '' && dump.database !== targetDb
      ? [`${dump.database} itself is not touched.`]
      : []),
    'It cannot be cancelled. Its job then says whether the log is clean, and what to do next.',
  ]
}
