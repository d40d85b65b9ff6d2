import type { Dump, Slot } from '../dumps/backup.ts'

/** A dump as the ledger remembers it, on the server still or not. */
export interface KeptDump {
  /** What tells it from every other dump of its server, whichever slots hold it. */
  identity: string
  database: string
  name: string
  sizeBytes: number
  /** Null: its name does not tell, or contradicts the time of the file. */
  startedAt: Date | null
  finishedAt: Date
  slots: Slot[]
  appearedAt: Date
  vanishedAt: Date | null
  runId: string | null
}

/**
 * The identity of each listed dump. Slots come and go, and with them the name that stands for it; what
 * stays is its database, when it was finished, and its size. Of a file that names no database only the
 * name is left to go by.
 */
export function identities(dumps: Dump[]): Map<Dump, string> {
  const counts = new Map<string, number>()
  return new Map(
    dumps.map((dump) => {
      const base = baseOf(dump)
      const nth = counts.get(base) ?? 0
      counts.set(base, nth + 1)
      return [dump, nth === 0 ? base : `${base} #${nth + 1}`]
    }),
  )
}

/** No file system allows more, nor a zero character; a server may say anything. */
const longest = 1_000

function baseOf({ database, name, finishedAt, sizeBytes }: Dump): string {
  const subject = database === '' ? `?${name}` : `=${database}`
  const told = subject.slice(0, longest).replaceAll('\0', '\ufffd')
  return `${finishedAt.toISOString()} ${sizeBytes} ${told}`
}
