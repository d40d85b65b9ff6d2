/** The box that charts are drawn in. The browser stretches it, and keeps strokes and words as they are. */
export const chartWidth = 1000
export const chartHeight = 200

const niceSteps = [1, 2, 5, 10]
const mostSteps = 4

/** Round values from zero up to the first that is not below `max`, at most four steps. */
export function niceTicks(max: number): number[] {
  if (max <= 0) return [0, 1]
  const rough = max / mostSteps
  const magnitude = 10 ** Math.floor(Math.log10(rough))
  const factor = niceSteps.find((each) => each * magnitude >= rough) ?? 10
  const step = Math.max(1, factor * magnitude)
  const count = Math.ceil(max / step)
  return Array.from({ length: count + 1 }, (_, index) => index * step)
}

/** Where a value between two ends lies on a length; in the middle when there is but one value. */
export function place(value: number, from: number, to: number, length: number): number {
  const share = to === from ? 0.5 : (value - from) / (to - from)
  return Math.round(share * length * 10) / 10
}

/**
 * Thins a long row of points out to what a screen can show: of each stretch the lowest and the highest,
 * so that no peak is lost.
 */
export function thinOut<T>(points: T[], limit: number, measure: (point: T) => number): T[] {
  if (points.length <= limit) return points
  const size = Math.ceil(points.length / (limit / 2))
  const kept: T[] = []
  for (let start = 0; start < points.length; start += size) {
    const stretch = points.slice(start, start + size).map((point, index) => ({ point, index }))
    const sorted = stretch.sort((a, b) => measure(a.point) - measure(b.point))
    const ends = new Set([sorted[0], sorted.at(-1)])
    const inOrder = [...ends].sort((a, b) => (a?.index ?? 0) - (b?.index ?? 0))
    kept.push(...inOrder.flatMap((each) => (each ? [each.point] : [])))
  }
  return kept
}
