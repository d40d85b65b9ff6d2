import type { TrackedDatabase } from '../ledger/database.ts'
import type { SeenDumps } from '../ledger/dump-changes.ts'
import type { LedgerFacts, LedgerMemory } from '../ledger/ledger.ts'
import type { LedgerRun } from '../ledger/run.ts'
import type { NewEvent } from '../monitor/event.ts'
import { databaseNews } from './database-news.ts'
import { dumpNews } from './dump-news.ts'
import { runNews } from './run-news.ts'
import { spaceNews } from './space-news.ts'

/** How the ledger stands after a look. */
export interface LedgerAfter {
  runs: LedgerRun[]
  databases: TrackedDatabase[]
  seen: SeenDumps | null
}

/**
 * What is worth telling of a look. On the first one that is only how things stand: history is not
 * news. A problem is told once, until it has ended.
 */
export function newsOf(memory: LedgerMemory, facts: LedgerFacts, after: LedgerAfter): NewEvent[] {
  return [
    ...runNews(memory, facts, after.runs),
    ...databaseNews(memory, facts, after.databases),
    ...spaceNews(memory, facts, after.databases),
    ...(after.seen ? dumpNews(memory, facts, { ...after, seen: after.seen }) : []),
  ]
}
