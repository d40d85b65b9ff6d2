import type { BackupFile, Slot } from '../../core/dumps/backup.ts'
import type { Setting } from '../../core/setting.ts'
import { parseFileName } from './file-name.ts'
import { plan, settingValue } from './plan.ts'

const minute = 60_000
const day = 24 * 60 * minute

/**
 * What the backup script would delete after its next successful run, computed as it computes:
 * for each database it dumps, `find` in each slot by age and by the pattern `<database>-*<suffix>`.
 * That pattern also covers files of a database whose name goes on after a dash, and so do we.
 */
export function expire(settings: Setting[], files: BackupFile[], now: Date): BackupFile[] {
  const due = expiries(settings, files)
  return files.filter((file) => {
    const expiresAt = due.get(file.id)
    return expiresAt !== undefined && expiresAt <= now
  })
}

/** When each file falls due, by its id; those that are never deleted are absent. */
export function expiries(settings: Setting[], files: BackupFile[]): Map<string, Date> {
  const patterns = cleanedPatterns(settings, files)
  const limits = ageLimits(settings)
  const due = new Map<string, Date>()
  for (const { id, slot, name, modifiedAt } of files) {
    const limitMs = limits[slot]
    if (limitMs === null || !patterns.some((pattern) => matches(pattern, name))) continue
    due.set(id, dateAt(modifiedAt.getTime() + limitMs))
  }
  return due
}

/** The farthest days that a Date can hold stand for all beyond. */
const farthestMs = 8.64e15

function dateAt(ms: number): Date {
  return new Date(Math.max(-farthestMs, Math.min(farthestMs, ms)))
}

/** The age from which on a file goes, per slot; null where nothing is ever deleted. */
function ageLimits(settings: Setting[]): Record<Slot, number | null> {
  const keep = (key: string) => settingValue(settings, key)
  return {
    // More than the minutes, not exactly them. Times are whole seconds here.
    last: limit(findNumber(keep('BACKUP_KEEP_MINS')), (minutes) => minutes * minute + 1000),
    daily: limit(findNumber(keep('BACKUP_KEEP_DAYS')), wholeDays),
    weekly: limit(shellNumber(keep('BACKUP_KEEP_WEEKS'), 7n), wholeDays),
    monthly: limit(shellNumber(keep('BACKUP_KEEP_MONTHS'), 31n), wholeDays),
  }
}

function limit(count: number | null, toMs: (count: number) => number): number | null {
  return count === null ? null : toMs(count)
}

/** `find` drops the fraction of a day, so a file goes when one day more is full. */
function wholeDays(count: number): number {
  return (count + 1) * day
}

/** Handed to `find` as it is; left out when empty, and an error when it is no number. */
function findNumber(text: string): number | null {
  return /^\d+$/.test(text) ? Number(text) : null
}

/**
 * `$((text * days + 1))`: an empty text counts as 0, a leading zero means octal, and numbers beyond 64
 * bits wrap around, so that an absurdly large one deletes everything.
 */
function shellNumber(text: string, days: bigint): number | null {
  if (!/^(0[0-7]*|[1-9]\d*)?$/.test(text)) return null
  const count = BigInt(/^0\d/.test(text) ? `0o${text.slice(1)}` : text)
  return Number(BigInt.asIntN(64, count * days + 1n))
}

interface Pattern {
  database: string
  suffix: string
}

/** One for each database of the next run, with the suffix that its newest dump has. */
function cleanedPatterns(settings: Setting[], files: BackupFile[]): Pattern[] {
  const { databases } = plan(settings)
  const isDumped = (name: string) =>
    name !== '' && (databases === null || name === 'cluster' || databases.includes(name))
  const newest = new Map<string, BackupFile>()
  for (const file of files.filter((each) => !each.isLatestLink && isDumped(each.database))) {
    const known = newest.get(file.database)
    if (known === undefined || known.modifiedAt < file.modifiedAt) newest.set(file.database, file)
  }
  return [...newest].map(([database, { slot, name }]) => ({
    database,
    suffix: parseFileName(slot, name).suffix,
  }))
}

function matches({ database, suffix }: Pattern, name: string): boolean {
  return (
    name.startsWith(`${database}-`) &&
    name.endsWith(suffix) &&
    name.length > database.length + suffix.length &&
    name !== `${database}-latest${suffix}`
  )
}
