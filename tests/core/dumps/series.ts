import type { BackupFile } from '../../../src/core/dumps/backup.ts'
import { aFile } from '../builders.ts'

const dayMs = 24 * 60 * 60 * 1000

export interface Series {
  database?: string
  /** The day and time of the newest run. */
  newestAt: Date
  runs: number
  /** Between two runs. */
  everyMs?: number
  /** By how many runs ago; null: the run left nothing. */
  sizes?: Record<number, number | null>
}

/**
 * What a container with the usual retention still has of a row of runs: all of them in `last`, the newest
 * of each day, week and month in the other slots.
 */
export function seriesOfDumps(series: Series): BackupFile[] {
  const { newestAt, runs, everyMs = dayMs, sizes = {} } = series
  const files = new Map<string, BackupFile>()
  for (let ago = runs - 1; ago >= 0; ago -= 1) {
    const size = sizes[ago]
    const startedAt = new Date(newestAt.getTime() - ago * everyMs)
    const usual = Math.round(1_200_000 * 1.01 ** (runs - ago) + (ago % 3) * 20_000)
    if (size === null) continue
    for (const file of inSlots(series, startedAt, size ?? usual)) files.set(file.id, file)
  }
  return [...files.values()]
}

function inSlots({ database = 'shop' }: Series, startedAt: Date, sizeBytes: number): BackupFile[] {
  const iso = startedAt.toISOString()
  const day = iso.slice(0, 10)
  const week = Math.floor(startedAt.getTime() / (7 * dayMs))
  const time = iso.slice(11, 19).replaceAll(':', '')
  const common = { database, sizeBytes, modifiedAt: new Date(startedAt.getTime() + 5000) }
  const named = (stamp: string | number) => `${database}-${stamp}.sql.gz`
  const last = named(`${day.replaceAll('-', '')}-${time}`)
  return [
    aFile({ ...common, slot: 'last', name: last, stampedAt: startedAt }),
    aFile({ ...common, slot: 'daily', name: named(day.replaceAll('-', '')), stampedOn: day }),
    aFile({ ...common, slot: 'weekly', name: named(week) }),
    aFile({ ...common, slot: 'monthly', name: named(iso.slice(0, 7).replace('-', '')) }),
  ]
}
