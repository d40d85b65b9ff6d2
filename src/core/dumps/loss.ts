import type { Dump } from './backup.ts'
import { isEmpty } from './dump.ts'

/** A database is worse off: the newest dump of it is among those that go. */
export interface Loss {
  database: string
  /** The newest dump that stays; null when none does. */
  next: Dump | null
}

/**
 * What a database loses when these dumps of it go; null when a dump as new as they are stays. Empty
 * dumps are no loss and no comfort. `dumps` are all of the server's, newest first.
 */
export function lossOf(database: string, goes: Dump[], dumps: Dump[]): Loss | null {
  if (database === '') return null
  const lost = goes.filter((dump) => dump.database === database && !isEmpty(dump))
  if (lost.length === 0) return null
  const going = new Set(goes.map((dump) => dump.id))
  const next = dumps.find(
    (dump) => dump.database === database && !going.has(dump.id) && !isEmpty(dump),
  )
  if (!next) return { database, next: null }
  const isNewest = lost.every((dump) => dump.finishedAt < next.finishedAt)
  return isNewest ? null : { database, next }
}
