import type { Dump } from './backup.ts'
import { isEmpty } from './dump.ts'

/** How a dump's size compares with that of the ones before it. */
export type SizeVerdict = 'usual' | 'empty' | 'small' | 'large'

export interface SizePoint {
  dump: Dump
  verdict: SizeVerdict
  /** The median of the dumps before it; null for as long as there are too few to have one. */
  usualBytes: number | null
}

/** So many dumps before one tell what is usual. */
export const usualSample = 7
const leastSample = 3

/** Beyond this share of the usual, either way, a size stands out. */
export const outlierFactor = 2

/** The dumps of one database, oldest first, each measured by those before it. `dumps` are newest first. */
export function sizeHistory(dumps: Dump[]): SizePoint[] {
  const before: number[] = []
  return dumps.toReversed().map((dump) => {
    const usualBytes = before.length < leastSample ? null : median(before)
    const verdict = verdictOn(dump, usualBytes)
    if (verdict !== 'empty') before.push(dump.sizeBytes)
    if (before.length > usualSample) before.shift()
    return { dump, verdict, usualBytes }
  })
}

function verdictOn(dump: Dump, usualBytes: number | null): SizeVerdict {
  if (isEmpty(dump)) return 'empty'
  if (usualBytes === null) return 'usual'
  if (dump.sizeBytes * outlierFactor < usualBytes) return 'small'
  return dump.sizeBytes > usualBytes * outlierFactor ? 'large' : 'usual'
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}
