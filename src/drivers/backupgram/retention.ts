import type { BackupFile, Slot } from '../../core/backup.ts'
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
  const patterns = cleanedPatterns(settings, files)
  const limits = ageLimits(settings)
  return files.filter((file) => {
    const limit = limits[file.slot]
    if (limit === null || now.getTime() - file.modifiedAt.getTime() < limit) return false
    return patterns.some((pattern) => matches(pattern, file.name))
  })
}

/** The age from which on a file goes, per slot; null where nothing is ever deleted. */
function ageLimits(settings: Setting[]): Record<Slot, number | null> {
  const keep = (key: string) => settingValue(settings, key)
  const days = (count: number) => (count + 1) * day // find drops the fraction of a day
  return {
    // More than the minutes, not exactly them. Times are whole seconds here.
    last: keep('BACKUP_KEEP_MINS') === '' ? null : Number(keep('BACKUP_KEEP_MINS')) * minute + 1000,
    daily: keep('BACKUP_KEEP_DAYS') === '' ? null : days(Number(keep('BACKUP_KEEP_DAYS'))),
    // An empty value counts as 0 here, because the shell computes with it.
    weekly: days(shellNumber(keep('BACKUP_KEEP_WEEKS')) * 7 + 1),
    monthly: days(shellNumber(keep('BACKUP_KEEP_MONTHS')) * 31 + 1),
  }
}

/** Shell arithmetic reads a leading zero as octal. */
function shellNumber(text: string): number {
  return /^0[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number(text)
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
