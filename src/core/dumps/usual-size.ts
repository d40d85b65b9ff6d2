/** So many dumps before one tell what is usual. */
export const usualSample = 15
const leastSample = 5

/** Smaller than one part in so many of the usual stands out, and so does larger than so many times it. */
const smallPart = 2
export const largeFactor = 3

/** The median of the newest sizes. Null: too few to say. */
export function usualSize(newestFirst: number[]): number | null {
  const sample = newestFirst.slice(0, usualSample)
  if (sample.length < leastSample) return null
  const sorted = sample.sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : Math.round(((sorted[middle - 1] ?? 0) + upper) / 2)
}

/** How a size stands out from the usual one. Null: it does not. */
export function oddity(sizeBytes: number, usual: number): 'small' | 'large' | null {
  if (sizeBytes * smallPart < usual) return 'small'
  return sizeBytes > usual * largeFactor ? 'large' : null
}
