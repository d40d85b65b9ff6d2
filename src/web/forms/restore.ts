import { z } from 'zod'
import type { RestoreSource } from '../../core/driver.ts'
import { confirmationText } from '../../core/dumps/restore-target.ts'
import { isTypedName } from './typed-name.ts'

export interface RestoreRequest {
  source: RestoreSource
  targetDb: string
}

export type RestoreField = 'source' | 'targetDb' | 'confirmation'

/** What was typed, to show it again. */
export interface RestoreTyped {
  backupId: string
  telegramMessageId: string
  targetDb: string
  confirmation: string
}

export type RestoreForm =
  | { ok: true; value: RestoreRequest }
  | { ok: false; typed: RestoreTyped; errors: Partial<Record<RestoreField, string>> }

export interface RestoreRules {
  serverName: string
  /** What a target database may be called on this kind of server. */
  isTargetName: (name: string) => boolean
  canRestoreFromTelegram: boolean
}

/** Checks everything that can be known without asking the backup server. */
export function restoreForm(body: unknown, rules: RestoreRules): RestoreForm {
  const typed = restoreFields.parse(body)
  const source = readSource(typed)
  const errors: Partial<Record<RestoreField, string>> = {}
  if (typeof source === 'string') errors.source = source
  else if ('telegramMessageId' in source && !rules.canRestoreFromTelegram)
    errors.source = 'This server cannot restore from Telegram. Choose a dump.'
  const target = targetProblem(typed.targetDb, rules)
  if (target) errors.targetDb = target
  const confirmation = confirmationProblem(typed, rules)
  if (confirmation) errors.confirmation = confirmation
  if (typeof source === 'string' || Object.keys(errors).length > 0)
    return { ok: false, typed, errors }
  return { ok: true, value: { source, targetDb: typed.targetDb } }
}

/** What is wrong so far, by the names of the fields: a page asks before it sends its step. */
export function restoreErrors(body: unknown, rules: RestoreRules): Record<string, string> {
  const form = restoreForm(body, rules)
  if (form.ok) return {}
  const { source, ...errors } = form.errors
  return { ...errors, ...(source !== undefined && { telegramMessageId: source }) }
}

const text = z.string().catch('')

const restoreFields = z
  .object({
    // A file name may begin or end with a space: the id is not trimmed.
    backupId: text,
    telegramMessageId: text.transform((value) => value.trim()),
    targetDb: text.transform((value) => value.trim()),
    confirmation: text.transform((value) => value.trim()),
  })
  .catch({ backupId: '', telegramMessageId: '', targetDb: '', confirmation: '' })

/** The source, or the reason why there is none. */
function readSource({ backupId, telegramMessageId }: RestoreTyped): RestoreSource | string {
  if (backupId !== '' && telegramMessageId !== '')
    return 'Choose one source: a dump or a Telegram message, not both.'
  if (backupId !== '') return { backupId }
  if (telegramMessageId === '')
    return 'Choose a source: pick a dump or enter a Telegram message ID.'
  const id = /^\d+$/.test(telegramMessageId) ? Number(telegramMessageId) : 0
  if (id < 1 || !Number.isSafeInteger(id))
    return 'A Telegram message ID is a whole number, 1 or more.'
  return { telegramMessageId: id }
}

function targetProblem(targetDb: string, rules: RestoreRules): string | null {
  if (targetDb === '') return 'Name the database to restore into.'
  if (rules.isTargetName(targetDb)) return null
  return 'Use 1 to 63 letters, digits and underscores, not starting with a digit.'
}

function confirmationProblem(typed: RestoreTyped, { serverName }: RestoreRules): string | null {
  const phrase = confirmationText(serverName, typed.targetDb)
  if (typed.targetDb === '' || isTypedName(typed.confirmation, phrase)) return null
  return `Type ${phrase} to confirm.`
}
