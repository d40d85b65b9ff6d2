import type { BackupFile, Slot } from '../../core/dumps/backup.ts'

export interface FileNameParts
  extends Pick<BackupFile, 'database' | 'isLatestLink' | 'stampedAt' | 'stampedOn'> {
  /** What follows the time stamp: `.sql.gz`, or whatever the server was set to. */
  suffix: string
}

/** `shop-20261120-215606.sql.gz`, `-20261120`, ISO week `-202647`, month `-202611`: one form for each slot. */
const stamps: Record<Slot, RegExp> = {
  last: /^(.+)-(\d{8}-\d{6})(?!\d)(.*)$/s,
  daily: /^(.+)-(\d{8})(?!\d)(.*)$/s,
  weekly: /^(.+)-(\d{6})(?!\d)(.*)$/s,
  monthly: /^(.+)-(\d{6})(?!\d)(.*)$/s,
}

/** A database may itself be called `x-latest`: only right before the suffix does the word mean a link. */
const latest = /^(.+)-latest(?![-\w])(.*)$/s

/** What a name tells when the backup script wrote it; the database is empty when it did not. */
export function parseFileName(slot: Slot, name: string): FileNameParts {
  const link = latest.exec(name)
  if (link !== null) return { database: link[1] ?? '', suffix: link[2] ?? '', isLatestLink: true }
  const dump = stamps[slot].exec(name)
  if (dump === null) return { database: '', suffix: '', isLatestLink: false }
  const [, database = '', stamp = '', suffix = ''] = dump
  return { database, suffix, isLatestLink: false, ...startOf(slot, stamp) }
}

function startOf(slot: Slot, stamp: string): Pick<BackupFile, 'stampedAt' | 'stampedOn'> {
  if (slot !== 'last' && slot !== 'daily') return {}
  const at = wallClock(slot === 'last' ? stamp : `${stamp}-000000`)
  if (!at) return {}
  return slot === 'last' ? { stampedAt: at } : { stampedOn: at.toISOString().slice(0, 10) }
}

/** Undefined for digits that are no moment, such as 31 June, which Date would quietly carry over. */
function wallClock(stamp: string): Date | undefined {
  const part = (from: number, to: number) => stamp.slice(from, to)
  const day = `${part(0, 4)}-${part(4, 6)}-${part(6, 8)}`
  const date = new Date(`${day}T${part(9, 11)}:${part(11, 13)}:${part(13, 15)}Z`)
  return date.getUTCDate() === Number(part(6, 8)) ? date : undefined
}
