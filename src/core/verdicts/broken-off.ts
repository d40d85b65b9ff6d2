import type { Dump } from '../dumps/backup.ts'
import { isEmpty } from '../dumps/dump.ts'
import type { ServerStatus } from '../server.ts'

/**
 * The dumps whose run seems to have broken off. Each run writes into `last`, and links its dump into
 * the other slots once it is whole: a file in `last` alone, newer than the dump that the other slots
 * hold of the same database, never got that far. It may be cut short, however large it is. An older
 * one is no sign of anything: later runs have taken its other names. Empty files are not among them:
 * those are known to be no dumps.
 */
export function brokenOff(dumps: Dump[]): Set<Dump> {
  const newestLinked = new Map<string, number>()
  for (const dump of dumps) {
    const at = dump.finishedAt.getTime()
    const known = newestLinked.get(dump.database) ?? Number.NEGATIVE_INFINITY
    if (isLinked(dump) && at > known) newestLinked.set(dump.database, at)
  }
  return new Set(
    dumps.filter((dump) => {
      const linked = newestLinked.get(dump.database)
      return (
        !isLinked(dump) &&
        !isEmpty(dump) &&
        linked !== undefined &&
        dump.finishedAt.getTime() > linked
      )
    }),
  )
}

/** File systems round down, and the status is written once the last dump is. */
const lagMs = 2000

/**
 * The dumps that nothing shows to be whole: no slot but `last` holds any of their database, so that its
 * very first run may have broken off, and the server tells of no run that ended well since.
 */
export function unproven(dumps: Dump[], status: ServerStatus | null): Set<Dump> {
  const { status: word = '', at } = status?.lastBackup ?? {}
  const provenAt = word.trim().toUpperCase() === 'OK' && at ? at.getTime() + lagMs : 0
  const linked = new Set(dumps.filter(isLinked).map(({ database }) => database))
  return new Set(
    dumps.filter((dump) => {
      const isProven = linked.has(dump.database) || dump.finishedAt.getTime() <= provenAt
      return !isProven && !isEmpty(dump)
    }),
  )
}

function isLinked({ files }: Dump): boolean {
  return files.some((file) => file.slot !== 'last')
}
