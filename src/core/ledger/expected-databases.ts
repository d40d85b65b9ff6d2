import type { Slot } from '../dumps/backup.ts'
import type { SeenDump } from './dump-changes.ts'
import type { LedgerFacts } from './ledger.ts'
import type { LedgerRun } from './run.ts'

/** Which databases a run should have dumps of. */
export interface ExpectedDatabases {
  names: string[]
  /** Known, rather than supposed because the run before had them. */
  isCertain: boolean
}

/** The databases that must each have a dump now; null where nobody names them. */
export function namedDatabases({ status, expectedDatabases }: LedgerFacts): string[] | null {
  if (status?.isCluster) return ['cluster']
  return expectedDatabases?.length ? expectedDatabases : null
}

/**
 * What the settings of today name may not have been asked for long ago: only what had dumps before is
 * missed in a run. If nobody names it, it may have been dropped, unless it has dumps after it again.
 */
export function expectedLongAgo(
  run: LedgerRun,
  own: SeenDump[],
  around: { spans: Spans; facts: LedgerFacts },
): ExpectedDatabases {
  const named = new Set(namedDatabases(around.facts))
  const slots = new Set(own.flatMap(({ kept }) => kept.slots))
  const begin = (run.startedAt ?? run.at).getTime()
  const end = (run.endedAt ?? run.at).getTime()
  const names = around.spans
    .filter(({ slot, from }) => slots.has(slot) && from < begin)
    .filter(({ database, to }) => to > end || named.has(database))
  return { names: [...new Set(names.map(({ database }) => database))], isCertain: true }
}

export function expectedNow(
  run: LedgerRun,
  runs: LedgerRun[],
  facts: LedgerFacts,
): ExpectedDatabases {
  const named = namedDatabases(facts)
  if (named) return { names: named, isCertain: true }
  const before = runs.filter(({ at, databases }) => at < run.at && databases.length > 0)
  const last = before.reduce<LedgerRun | null>((a, b) => (a && a.at > b.at ? a : b), null)
  return { names: last?.databases.map(({ name }) => name) ?? [], isCertain: false }
}

/** From when to when a slot holds dumps of a database: between the two, it should hold one of each run. */
export type Spans = { slot: Slot; database: string; from: number; to: number }[]

export function spansOf(dumps: SeenDump[]): Spans {
  const spans = new Map<string, Spans[number]>()
  for (const { kept } of dumps) {
    const at = kept.finishedAt.getTime()
    for (const slot of kept.slots) {
      const key = `${slot} ${kept.database}`
      const { from = at, to = at } = spans.get(key) ?? {}
      const { database } = kept
      spans.set(key, { slot, database, from: Math.min(from, at), to: Math.max(to, at) })
    }
  }
  return [...spans.values()]
}
