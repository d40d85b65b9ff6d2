import type { Viewer } from '../frame/viewer.ts'
import { type Field, field } from '../pieces/field.ts'
import type { RestoreInput } from './restore.ts'

/** The other source: a file that was delivered to Telegram. */
export interface RestoreTelegram {
  action: string
  checkAction: string
  field: Field
  /** An answer to the next question that was given already; null when it was not. */
  targetDb: string | null
}

export function restoreTelegram(
  { server, progress }: RestoreInput,
  viewer: Viewer,
): RestoreTelegram {
  const { typed, errors } = progress
  return {
    action: viewer.paths.newRestore(server.id),
    checkAction: viewer.paths.restoreCheck(server.id),
    targetDb: typed.targetDb || null,
    field: field({
      name: 'telegramMessageId',
      label: 'Telegram message ID',
      help: 'The number after “Restore ID” below the delivered file. The server fetches it from its first chat.',
      value: typed.telegramMessageId,
      error: errors.source ?? null,
      width: 'short',
    }),
  }
}
