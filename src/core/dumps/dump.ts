import type { BackupFile, Dump, Slot } from './backup.ts'
import { latestDumps } from './latest-link.ts'

const slotOrder: Slot[] = ['last', 'daily', 'weekly', 'monthly']

/**
 * Folds listed files into the dumps that they are, newest first. Slots are hard links of one file, so
 * copies agree in database, time and size. A slot holds a dump once: two files of one slot that agree
 * in all three are two dumps, and are paired with the other slots' in the order of their names.
 */
export function groupIntoDumps(files: BackupFile[]): Dump[] {
  const inOrder = files.filter((file) => !file.isLatestLink).sort(bySlotThenName)
  const groups = new Map<string, BackupFile[]>()
  const seen = new Map<string, number>()
  for (const file of inOrder) {
    const key = identityOf(file)
    const inSlot = `${file.slot}\n${key}`
    const nth = seen.get(inSlot) ?? 0
    seen.set(inSlot, nth + 1)
    const group = groups.get(`${nth}\n${key}`)
    if (group) group.push(file)
    else groups.set(`${nth}\n${key}`, [file])
  }
  const dumps = [...groups.values()].flatMap(toDump).sort(newestFirst)
  return markLatest(dumps, files)
}

/** What the dumps take on disk: each counts once, however many slots hold it. */
export function physicalBytes(dumps: Dump[]): number {
  return dumps.reduce((sum, dump) => sum + dump.sizeBytes, 0)
}

/** What the list of files adds up to. Links are left out: their length says nothing. */
export function listedBytes(files: BackupFile[]): number {
  return files.reduce((sum, file) => (file.isLatestLink ? sum : sum + file.sizeBytes), 0)
}

/** The newest of each known database, empty dumps included, in the order of the databases' names. */
export function newestPerDatabase(dumps: Dump[]): Map<string, Dump> {
  const newest = new Map<string, Dump>()
  for (const dump of dumps) {
    if (dump.database === '') continue
    const known = newest.get(dump.database)
    if (!known || dump.finishedAt > known.finishedAt) newest.set(dump.database, dump)
  }
  return new Map([...newest].sort(([a], [b]) => compare(a, b)))
}

/** gzip of nothing. A failed dump of all databases leaves such a file behind. */
const emptyGzipBytes = 20

/** There is a file, but no backup in it. */
export function isEmpty({ name, sizeBytes }: Dump): boolean {
  return sizeBytes === 0 || (name.endsWith('.gz') && sizeBytes <= emptyGzipBytes)
}

/** What two files share when they are the same dump. Without a database, only the name is left to go by. */
function identityOf({ modifiedAt, sizeBytes, database, name }: BackupFile): string {
  const subject = database === '' ? `?${name}` : `=${database}`
  return `${modifiedAt.getTime()}\n${sizeBytes}\n${subject}`
}

const minuteMs = 60_000

/**
 * The container writes straight into `last`, and links the file into the other slots when it is
 * whole. Until then it says nothing of its database: neither that it is safe nor that it is empty.
 */
export function isBeingWritten(dump: Dump, now: Date): boolean {
  const ageMs = now.getTime() - dump.finishedAt.getTime()
  const isLinked = dump.files.some((file) => file.slot !== 'last')
  return !isLinked && ageMs < (isEmpty(dump) ? 10 * minuteMs : minuteMs)
}

function bySlotThenName(a: BackupFile, b: BackupFile): number {
  return slotOrder.indexOf(a.slot) - slotOrder.indexOf(b.slot) || compare(a.name, b.name)
}

function newestFirst(a: Dump, b: Dump): number {
  const byTime = b.finishedAt.getTime() - a.finishedAt.getTime()
  return byTime || compare(a.database, b.database) || compare(a.name, b.name)
}

/** By code unit: the same on every machine, whatever its locale. */
function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function toDump(files: BackupFile[]): Dump[] {
  const [first] = files
  if (!first) return []
  const stampedAt = files.find((file) => file.stampedAt)?.stampedAt
  return [
    {
      id: first.id,
      name: first.name,
      database: first.database,
      sizeBytes: first.sizeBytes,
      finishedAt: first.modifiedAt,
      ...(stampedAt && { stampedAt }),
      files,
      isLatest: false,
    },
  ]
}

function markLatest(dumps: Dump[], files: BackupFile[]): Dump[] {
  const latest = new Set(latestDumps(dumps, files).values())
  return dumps.map((dump) => (latest.has(dump) ? { ...dump, isLatest: true } : dump))
}
