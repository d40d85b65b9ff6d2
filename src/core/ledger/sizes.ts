/** One whole dump of a database. */
export interface SizeRow {
  finishedAt: Date
  sizeBytes: number
}

const leastSample = 5
const mostSample = 15

/** The median of its newest dumps. Null: too few to say. */
export function usualBytes(newestFirst: SizeRow[]): number | null {
  const sizes = newestFirst.slice(0, mostSample).map(({ sizeBytes }) => sizeBytes)
  if (sizes.length < leastSample) return null
  const sorted = sizes.sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : Math.round(((sorted[middle - 1] ?? 0) + upper) / 2)
}

/** How the newest compares with those before it. Null: as usual, or nobody can tell. */
export function oddSize([newest, ...before]: SizeRow[]): {
  kind: 'small' | 'large'
  usual: number
} | null {
  const usual = usualBytes(before)
  if (!newest || usual === null) return null
  if (newest.sizeBytes * 2 < usual) return { kind: 'small', usual }
  return newest.sizeBytes > usual * 3 ? { kind: 'large', usual } : null
}
