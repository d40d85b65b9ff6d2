/** A small line of values over time, drawn on the server: no script, no chart library. */
export interface SparklineView {
  /** Points of the polyline, in a box of `width` by `height`. */
  points: string
  /** The newest value, drawn as a dot. */
  lastX: string
  lastY: string
  /** The same in words, for whoever cannot see it. */
  label: string
}

export interface SparklinePoint {
  at: Date
  value: number
}

const width = 96
const height = 24
const margin = 2

/** Oldest first; null for fewer than two points. The scale starts at zero, so that a drop looks like one. */
export function sparkline(points: SparklinePoint[], label: string): SparklineView | null {
  const first = points[0]
  const last = points.at(-1)
  if (!first || !last || points.length < 2) return null
  const span = last.at.getTime() - first.at.getTime()
  const top = Math.max(...points.map((point) => point.value))
  const x = (point: SparklinePoint, index: number) =>
    place(
      span > 0 ? (point.at.getTime() - first.at.getTime()) / span : index / (points.length - 1),
      width,
    )
  const y = (point: SparklinePoint) => place(top > 0 ? 1 - point.value / top : 1, height)
  return {
    points: points.map((point, index) => `${x(point, index)},${y(point)}`).join(' '),
    lastX: x(last, points.length - 1),
    lastY: y(last),
    label,
  }
}

function place(share: number, extent: number): string {
  return (margin + share * (extent - 2 * margin)).toFixed(1)
}
