import type { SizePoint, SizeVerdict } from '../../../core/dumps/size-history.ts'
import type { TimeView } from '../../format.ts'
import type { Viewer } from '../frame/viewer.ts'
import type { Badge } from '../pieces/badge.ts'
import { chartHeight, chartWidth, niceTicks, place, thinOut } from './chart-scale.ts'
import { sizeMarks } from './size-mark.ts'
import { sizeSummary } from './size-summary.ts'

interface Dot {
  x: number
  y: number
  verdict: SizeVerdict
  title: string
}

/** Titled once it is known to be drawn: Intl is slow to tell thousands of dates that nobody sees. */
interface Spot extends Pick<Dot, 'x' | 'y'> {
  point: SizePoint
}

/** How large each dump of one database is, over time. */
export interface SizeChartView {
  summary: string
  line: string
  area: string
  /** Each dump where there is room for it, else only the newest. */
  dots: Dot[]
  outliers: Dot[]
  /** From the top down, evenly spaced. */
  yLabels: string[]
  gridLines: number[]
  /** From left to right, evenly spaced. */
  xLabels: string[]
  table: SizeRow[]
  /** Null: the table is complete. */
  tableNote: string | null
}

interface SizeRow {
  finished: TimeView
  size: string
  comparison: string
  badge: Badge | null
  name: string
  href: string
}

const linePoints = 240
const dottedUpTo = 60
const tableRows = 60
const shortSpanMs = 3 * 24 * 60 * 60 * 1000

/** Null for a database without a dump. `points` are the oldest first. */
export function sizeChart(
  points: SizePoint[],
  serverId: string,
  viewer: Viewer,
): SizeChartView | null {
  const first = points[0]
  const newest = points.at(-1)
  if (!first || !newest) return null
  const ticks = niceTicks(Math.max(...points.map(({ dump }) => dump.sizeBytes)))
  const dots = points.map(spotIn(first, newest, ticks.at(-1) ?? 1))
  const drawn = thinOut(dots, linePoints, ({ y }) => y)
  const isUsual = ({ point }: Spot) => point.verdict === 'usual'
  const dot = dotFor(viewer)
  return {
    summary: sizeSummary(points, viewer),
    ...lineOf(drawn),
    dots: (dots.length <= dottedUpTo ? dots : dots.slice(-1)).filter(isUsual).map(dot),
    outliers: dots
      .filter((each) => !isUsual(each))
      .slice(-tableRows)
      .map(dot),
    yLabels: ticks.toReversed().map((bytes) => viewer.format.size(bytes)),
    gridLines: ticks.map((_, index) => place(index, 0, ticks.length - 1, chartHeight)),
    xLabels: timeLabels(first.dump.finishedAt, newest.dump.finishedAt, viewer),
    table: points.slice(-tableRows).reverse().map(rowIn(serverId, viewer)),
    tableNote: noteOn(points.length, viewer),
  }
}

function spotIn(first: SizePoint, newest: SizePoint, top: number) {
  const from = first.dump.finishedAt.getTime()
  const to = newest.dump.finishedAt.getTime()
  return (point: SizePoint): Spot => ({
    x: place(point.dump.finishedAt.getTime(), from, to, chartWidth),
    y: place(top - point.dump.sizeBytes, 0, top, chartHeight),
    point,
  })
}

function dotFor({ format }: Viewer) {
  return ({ x, y, point: { dump, verdict } }: Spot): Dot => ({
    x,
    y,
    verdict,
    title: `${format.time(dump.finishedAt).text}: ${format.size(dump.sizeBytes)}${
      verdict === 'usual' ? '' : `, ${sizeMarks[verdict].text.toLowerCase()}`
    }`,
  })
}

function lineOf(dots: Spot[]): { line: string; area: string } {
  const line = dots.map(({ x, y }) => `${x},${y}`).join(' ')
  const [left, right] = [dots[0]?.x ?? 0, dots.at(-1)?.x ?? 0]
  return { line, area: `${left},${chartHeight} ${line} ${right},${chartHeight}` }
}

/** Dates at both ends and in the middle; when the ends are near each other, only they, with their times. */
function timeLabels(from: Date, to: Date, { format }: Viewer): string[] {
  const spanMs = to.getTime() - from.getTime()
  if (spanMs === 0) return [format.time(to).text]
  if (spanMs < shortSpanMs) return [from, to].map((at) => format.time(at).text)
  const middle = new Date(from.getTime() + spanMs / 2)
  return [from, middle, to].map((at) => format.date(at))
}

function rowIn(serverId: string, { format, paths }: Viewer) {
  return ({ dump, verdict, usualBytes }: SizePoint): SizeRow => ({
    finished: format.time(dump.finishedAt),
    size: format.size(dump.sizeBytes),
    comparison: usualBytes ? `${format.number(dump.sizeBytes / usualBytes)} × usual` : '',
    badge: verdict === 'usual' ? null : sizeMarks[verdict],
    name: dump.name,
    href: paths.backups(serverId, { q: dump.name }),
  })
}

function noteOn(count: number, { format }: Viewer): string | null {
  return count > tableRows ? `The newest ${tableRows} of ${format.count(count, 'dump')}.` : null
}
