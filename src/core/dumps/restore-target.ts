import type { Dump } from './backup.ts'
import { isEmpty } from './dump.ts'

/** Postgres cuts longer names off, and then two of them are one. */
const nameLimit = 63

/**
 * A name that is not in use, so that a restore never meets a live database unless somebody asks for
 * it: `shop_restored_20261120`, after the day of the dump.
 */
export function defaultTargetName(dump: Dump, taken: string[] = []): string {
  const date = (dump.stampedAt ?? dump.finishedAt).toISOString().slice(0, 10).replaceAll('-', '')
  const ending = `_restored_${date}`
  const used = new Set(taken)
  let name = withEnding(dump.database, ending)
  for (let nth = 2; used.has(name); nth += 1) name = withEnding(dump.database, `${ending}_${nth}`)
  return name
}

/** What the person has to type: it names the place that will be written to. */
export function confirmationText(serverName: string, targetDb: string): string {
  return `${serverName}/${targetDb}`
}

const ownDatabases = new Map([
  ['postgres', 'is the server’s own database: tools connect to it. Restore into another one.'],
  ['template0', 'must stay as it was made: Postgres copies it. The restore will fail.'],
  ['template1', 'is what every new database is copied from: all of them would get this data.'],
])

/** What happens if this name is chosen. Empty: nothing that is known speaks against it. */
export function targetWarnings(targetDb: string, knownDatabases: string[]): string[] {
  const own = ownDatabases.get(targetDb)
  if (own) return [`${targetDb} ${own}`]
  if (!knownDatabases.includes(targetDb)) return []
  return [
    `${targetDb} exists. The server does not empty it first: the dump’s SQL is replayed over the tables that are there.`,
    'Errors do not stop it: rows may double, old rows stay, and the job still says that it succeeded.',
  ]
}

/** What is known beforehand about the dump that would be restored. */
export function sourceWarnings(dump: Dump): string[] {
  const isIncluded = (part: string) => dump.files.some((file) => file.name.includes(part))
  return [
    ...(isEmpty(dump) ? ['This dump is empty: there is nothing to restore.'] : []),
    // The server looks for the word anywhere in the path, so a database called `cluster_stats` is caught too.
    ...(isIncluded('cluster')
      ? [
          'The server takes every file with “cluster” in its name for a dump of all databases: it ignores the target and replays it into postgres.',
        ]
      : []),
    ...(isIncluded('.gpg')
      ? ['This dump is encrypted: the server must still have the key that it was made with.']
      : []),
  ]
}

function withEnding(database: string, ending: string): string {
  const legal = database.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^(?=\d)/, '_')
  return `${(legal || 'dump').slice(0, nameLimit - ending.length)}${ending}`
}
