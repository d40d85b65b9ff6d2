import { isEmpty } from '../dumps/dump.ts'
import type { SeenDump } from './dump-changes.ts'
import type { RunDatabase } from './run.ts'

/**
 * What became of each database: by the dumps that are there, else as it was known when they were, else
 * missing, for those that should have one.
 */
export function outcomesOf(
  known: RunDatabase[],
  dumps: SeenDump[],
  expected: string[],
): RunDatabase[] {
  const found = new Map<string, RunDatabase>(
    expected.map((name) => [name, { name, outcome: 'missing', sizeBytes: 0 }]),
  )
  for (const each of known) if (each.outcome !== 'missing') found.set(each.name, each)
  const oldestFirst = dumps.toSorted((a, b) => finished(a) - finished(b))
  for (const { dump, kept } of oldestFirst) {
    const { database: name, sizeBytes } = kept
    found.set(name, { name, outcome: isEmpty(dump) ? 'empty' : 'new', sizeBytes })
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

export function totalBytes(databases: RunDatabase[]): number {
  return databases.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
}

function finished({ dump }: SeenDump): number {
  return dump.finishedAt.getTime()
}
