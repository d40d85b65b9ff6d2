import { targetWarnings } from '../../../core/dumps/restore-target.ts'
import type { Viewer } from '../frame/viewer.ts'
import { type Field, field } from '../pieces/field.ts'
import type { RestoreInput } from './restore.ts'

/** The question which database to restore into; asked with GET, for it changes nothing yet. */
export interface RestoreTarget {
  action: string
  checkAction: string
  hidden: { name: string; value: string }
  field: Field
  existing: string[]
}

export function restoreTarget(input: RestoreInput, { paths }: Viewer): RestoreTarget {
  const { server, progress, existing, suggestedTarget } = input
  const { typed, errors } = progress
  const value = typed.targetDb || (errors.targetDb ? '' : suggestedTarget)
  return {
    action: paths.newRestore(server.id),
    checkAction: paths.restoreCheck(server.id),
    hidden: typed.backupId
      ? { name: 'backup', value: typed.backupId }
      : { name: 'telegramMessageId', value: typed.telegramMessageId },
    field: field({
      name: 'targetDb',
      label: 'Target database',
      help: 'Best a name that does not exist yet: the server creates it, and nothing else is touched.',
      value,
      error: errors.targetDb ?? null,
      warning: targetWarnings(value, existing).join(' ') || null,
      required: true,
    }),
    existing,
  }
}
