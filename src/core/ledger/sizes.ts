import { oddity, usualSize } from '../dumps/usual-size.ts'

/** One whole dump of a database. */
export interface SizeRow {
  finishedAt: Date
  sizeBytes: number
}

/** The median of its newest dumps. Null: too few to say. */
export function usualBytes(newestFirst: SizeRow[]): number | null {
  return usualSize(newestFirst.map(({ sizeBytes }) => sizeBytes))
}

/** How the newest compares with those before it. Null: as usual, or nobody can tell. */
export function oddSize([newest, ...before]: SizeRow[]): {
  kind: 'small' | 'large'
  usual: number
} | null {
  const usual = usualBytes(before)
  if (!newest || usual === null) return null
  const kind = oddity(newest.sizeBytes, usual)
  return kind && { kind, usual }
}
