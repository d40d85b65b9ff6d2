import type { Dump } from './backup.ts'
import { isEmpty } from './dump.ts'
import { oddity, usualSample, usualSize } from './usual-size.ts'

/** How a dump's size compares with that of the ones before it. */
export type SizeVerdict = 'usual' | 'empty' | 'small' | 'large'

export interface SizePoint {
  dump: Dump
  verdict: SizeVerdict
  /** The median of the dumps before it; null for as long as there are too few to have one. */
  usualBytes: number | null
}

/** The dumps of one database, oldest first, each measured by those before it. `dumps` are newest first. */
export function sizeHistory(dumps: Dump[]): SizePoint[] {
  const before: number[] = []
  return dumps.toReversed().map((dump) => {
    const usualBytes = usualSize(before)
    const verdict = verdictOn(dump, usualBytes)
    if (verdict !== 'empty') before.push(dump.sizeBytes)
    if (before.length > usualSample) before.shift()
    return { dump, verdict, usualBytes }
  })
}

function verdictOn(dump: Dump, usualBytes: number | null): SizeVerdict {
  if (isEmpty(dump)) return 'empty'
  return (usualBytes !== null && oddity(dump.sizeBytes, usualBytes)) || 'usual'
}
