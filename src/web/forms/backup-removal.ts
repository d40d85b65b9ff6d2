import { z } from 'zod'
import type { RemovalScope } from '../../core/removal.ts'

export interface BackupRemovalForm {
  scope: RemovalScope
  confirmation: { value: string; error: string | null }
}

/** `expected` is the name that must be typed; null when a click is enough. */
export function backupRemovalForm(body: unknown, expected: string | null): BackupRemovalForm {
  const { scope, confirmation: value } = removalFields.parse(body)
  const isConfirmed = expected === null || asTyped(value) === asTyped(expected)
  const error = isConfirmed ? null : `Type ${expected} to confirm.`
  return { scope, confirmation: { value, error } }
}

const unread = { scope: 'file' as const, confirmation: '' }

const removalFields = z
  .object({
    scope: z.enum(['file', 'dump']).catch('file'),
    confirmation: z.string().catch(''),
  })
  .catch(unread)

/** A name may hold line breaks and odd spaces, which nobody can type into one line. */
function asTyped(name: string): string {
  return name.replace(/[\p{Cc}\p{Zs}]+/gu, ' ').trim()
}
