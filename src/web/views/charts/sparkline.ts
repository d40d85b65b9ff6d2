import type { SizePoint, SizeVerdict } from '../../../core/dumps/size-history.ts'
import type { Format } from '../../format.ts'
import { change } from './size-summary.ts'

/** A small line of sizes over time, drawn on the server: no script, no chart library. */
export interface SparklineView {
  /** Points of the line, in a box of `width` by `height`. */
  line: string
  /** The same, closed along the zero line. */
  area: string
  /** What stands out, and the newest value last. */
  dots: { x: string; y: string; kind: SizeVerdict | 'newest' }[]
  /** `+20 %`, from the first to the last. */
  change: string
  /** The same in words, for whoever cannot see it. */
  label: string
}

const width = 96
const height = 24
const margin = 3

/** As many as show a trend and fit into a cell. */
export const trendLength = 30

/**
 * The newest dumps of a database; null for fewer than two. `points` are the oldest first. The scale
 * starts at zero, so that a drop looks like one.
 */
export function sizeSparkline(points: SizePoint[], format: Format): SparklineView | null {
  const shown = points.slice(-trendLength)
  const first = shown[0]
  const last = shown.at(-1)
  if (!first || !last || shown.length < 2) return null
  const spots = spotsOf(shown)
  const line = spots.map(({ x, y }) => `${x},${y}`).join(' ')
  const base = (height - margin).toFixed(1)
  return {
    line,
    area: `${spots[0]?.x},${base} ${line} ${spots.at(-1)?.x},${base}`,
    dots: spots.filter(({ kind }) => kind !== 'usual'),
    change: change(shown),
    label: labelOf(shown, first, last, format),
  }
}

function spotsOf(points: SizePoint[]): SparklineView['dots'] {
  const times = points.map(({ dump }) => dump.finishedAt.getTime())
  const [from, to] = [times[0] ?? 0, times.at(-1) ?? 0]
  const top = Math.max(...points.map(({ dump }) => dump.sizeBytes))
  return points.map(({ dump, verdict }, index) => {
    const share =
      to > from ? ((times[index] ?? from) - from) / (to - from) : index / (points.length - 1)
    const isNewest = index === points.length - 1 && verdict === 'usual'
    return {
      x: place(share, width),
      y: place(top > 0 ? 1 - dump.sizeBytes / top : 1, height),
      kind: isNewest ? ('newest' as const) : verdict,
    }
  })
}

function labelOf(shown: SizePoint[], first: SizePoint, last: SizePoint, format: Format): string {
  const sizes = `from ${format.size(first.dump.sizeBytes)} to ${format.size(last.dump.sizeBytes)}`
  const odd = shown.filter(({ verdict }) => verdict !== 'usual').length
  const outliers = odd === 0 ? '' : `, ${format.count(odd, 'outlier')}`
  return `Size of the last ${shown.length} dumps: ${sizes}${outliers}`
}

function place(share: number, extent: number): string {
  return (margin + share * (extent - 2 * margin)).toFixed(1)
}
