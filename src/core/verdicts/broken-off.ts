import type { Dump } from '../dumps/backup.ts'
import { isEmpty } from '../dumps/dump.ts'

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

function isLinked({ files }: Dump): boolean {
  return files.some((file) => file.slot !== 'last')
}
