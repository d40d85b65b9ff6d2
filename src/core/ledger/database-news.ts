import type { NewEvent, Severity } from '../monitor/event.ts'
import type { DatabaseState, TrackedDatabase } from './database.ts'
import type { LedgerFacts, LedgerMemory } from './ledger.ts'

/** A database became unsafe or safe again, appeared, or is no longer dumped. */
export function databaseNews(
  memory: LedgerMemory,
  facts: LedgerFacts,
  databases: TrackedDatabase[],
): NewEvent[] {
  const known = new Map(memory.databases.map((database) => [database.name, database]))
  return databases.flatMap((database) => {
    const before = known.get(database.name)
    if (before?.state === database.state) return []
    const isOpen = memory.openSubjects.has(subjectOf(database))
    const told = change(database, before?.state ?? null, isOpen, facts.watch.polledAt === null)
    if (!told) return []
    const { evidence, state } = database
    const from = before && { from: before.state }
    return [
      {
        kind: 'database',
        subject: subjectOf(database),
        ...told,
        evidence,
        at: facts.now,
        ...from,
        to: state,
      },
    ]
  })
}

function subjectOf({ name }: TrackedDatabase): string {
  return `database:${name}`
}

function change(
  { name, state }: TrackedDatabase,
  before: DatabaseState | null,
  isOpen: boolean,
  isFirstLook: boolean,
): { severity: Severity; title: string } | null {
  switch (state) {
    case 'failing':
      return { severity: 'critical', title: `${name} gets no good dumps` }
    case 'late':
      return { severity: 'critical', title: `The last dump of ${name} is too old` }
    case 'safe':
      if (isOpen) return { severity: 'resolved', title: `${name} is safe again` }
      return before === null && !isFirstLook
        ? { severity: 'info', title: `${name} is dumped now` }
        : null
    case 'gone': {
      if (isFirstLook) return null
      const title = `${name} is no longer dumped`
      return { severity: isOpen ? 'resolved' : 'info', title }
    }
    case 'unknown':
      return null
  }
}
