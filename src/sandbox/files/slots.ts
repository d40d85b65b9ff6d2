import { lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { problem, type Reply } from '../http/reply.ts'
import { type ByteString, toBuffer, toByteString, toText } from '../http/text.ts'

export const slots = ['last', 'daily', 'weekly', 'monthly'] as const

export interface BackupEntry {
  readonly slot: string
  readonly name: string
  readonly size: number
  readonly mtime: number
}

/** What Go's `unicode.IsSpace` takes for a space. */
const blank = /^[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*$/

/** The file's path as bytes, or the refusal. Nothing but the names is looked at. */
export function resolveBackup(
  backupDir: string,
  slot: ByteString,
  name: ByteString,
): { path: Buffer } | { refusal: Reply } {
  if (!slots.some((known) => known === slot)) {
    return { refusal: problem(404, `unknown slot: ${toText(slot)}`) }
  }
  if (name.includes('/') || name === '.' || name === '..' || blank.test(toText(name))) {
    return { refusal: problem(400, 'invalid backup name') }
  }
  return { path: toBuffer(`${toByteString(backupDir)}/${slot}/${name}`) }
}

/** Everything in the slots but directories. The slots come in no order, as Go's maps do. */
export function listBackups(backupDir: string): BackupEntry[] {
  return shuffled(slots).flatMap((slot) => listSlot(backupDir, slot))
}

/** Go starts a map anywhere and walks on from there. */
function shuffled<Item>(items: readonly Item[]): Item[] {
  const start = Math.floor(Math.random() * items.length)
  return [...items.slice(start), ...items.slice(0, start)]
}

/** At once rather than in turns with other work: many small questions cost less than their waiting. */
function listSlot(backupDir: string, slot: string): BackupEntry[] {
  const directory = join(backupDir, slot)
  const names = namesIn(directory).sort(byBytes)
  return names.flatMap((name) => entryOf(directory, slot, name) ?? [])
}

function namesIn(directory: string): ByteString[] {
  try {
    return readdirSync(directory, { encoding: 'latin1' })
  } catch {
    return []
  }
}

/** Links are listed as themselves: their size is the length of the link's text. */
function entryOf(directory: string, slot: string, name: ByteString): BackupEntry | undefined {
  const path = toBuffer(`${toByteString(directory)}/${name}`)
  const stats = lstatSync(path, { throwIfNoEntry: false })
  if (stats === undefined || stats.isDirectory()) return undefined
  return { slot, name: toText(name), size: stats.size, mtime: Math.floor(stats.mtimeMs / 1000) }
}

function byBytes(a: ByteString, b: ByteString): number {
  return a < b ? -1 : 1
}
