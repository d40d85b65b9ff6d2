import { isEmpty } from '../../../core/dumps/dump.ts'
import type { SizePoint } from '../../../core/dumps/size-history.ts'
import { largeFactor, usualSample } from '../../../core/dumps/usual-size.ts'
import type { Viewer } from '../frame/viewer.ts'

/** What the line of sizes shows, in words. */
export function sizeSummary(points: SizePoint[], { format }: Viewer): string {
  const filled = points.filter(({ dump }) => !isEmpty(dump))
  const [first, newest] = [filled[0], filled.at(-1)]
  if (!first || !newest) return `${format.count(points.length, 'dump')}, all empty.`
  const from = format.size(first.dump.sizeBytes)
  const to = format.size(newest.dump.sizeBytes)
  if (filled.length === 1) return `One dump of ${to}. ${standingOut(points)}`
  return `${format.count(filled.length, 'dump')}, ${from} to ${to} (${change(points)}). ${standingOut(points)}`
}

/** `+12 %` from the first to the last dump with something in it; empty when there is nothing to compare. */
export function change(points: SizePoint[]): string {
  const filled = points.filter(({ dump }) => !isEmpty(dump))
  const first = filled[0]?.dump.sizeBytes
  const last = filled.at(-1)?.dump.sizeBytes
  if (!first || !last || filled.length < 2) return ''
  if (last > 10 * first) return `×${Math.round(last / first)}`
  const percent = Math.round((last / first - 1) * 100)
  if (percent === 0) return '±0 %'
  return `${percent > 0 ? '+' : '−'}${Math.abs(percent)} %`
}

function standingOut(points: SizePoint[]): string {
  const small = points.filter(({ verdict }) => verdict === 'small').length
  const large = points.filter(({ verdict }) => verdict === 'large').length
  const empty = points.filter(({ verdict }) => verdict === 'empty').length
  const parts = [
    ...(empty > 0 ? [`${empty} empty`] : []),
    ...(small > 0 ? [`${small} unusually small`] : []),
    ...(large > 0 ? [`${large} unusually large`] : []),
  ]
  return parts.length === 0 ? 'None stands out.' : `Marked: ${parts.join(', ')}.`
}

export const outlierRule = `Marked are empty dumps, and those of less than half or more than ${largeFactor} times the median of the ${usualSample} before them.`
