import type { Slot } from '../../core/dumps/backup.ts'
import { NotFound } from '../../core/errors.ts'

/** In the order in which the panel names them. */
export const slots: readonly Slot[] = ['last', 'daily', 'weekly', 'monthly']

export interface BackupPlace {
  slot: Slot
  name: string
}

export function backupId({ slot, name }: BackupPlace): string {
  return `${slot}:${name}`
}

/** Takes an id apart that came from a URL; throws NotFound unless `backupId` could have written it. */
export function backupPlace(id: string): BackupPlace {
  const colon = id.indexOf(':')
  const slot = slots.find((known) => known === id.slice(0, colon))
  const name = id.slice(colon + 1)
  if (slot === undefined || !isAddressable(name)) throw new NotFound('No such backup')
  return { slot, name }
}

/**
 * Names that the server lets us ask for. The others could lead to another endpoint (`..`, a slash), or
 * do not survive the way there (NUL, halves of characters).
 */
export function isAddressable(name: string): boolean {
  return (
    name.trim() !== '' &&
    name !== '.' &&
    name !== '..' &&
    !/[/\0]/.test(name) &&
    !/\p{Surrogate}/u.test(name)
  )
}
