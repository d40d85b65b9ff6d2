import type { DatabaseState, TrackedDatabase } from '../ledger/database.ts'
import { namedDatabases } from '../ledger/expected-databases.ts'
import type { LedgerFacts, LedgerMemory } from '../ledger/ledger.ts'
import type { NewEvent, Severity } from '../monitor/event.ts'

/** A database became unsafe or safe again, appeared, or is no longer dumped. */
export function databaseNews(
  memory: LedgerMemory,
  facts: LedgerFacts,
  databases: TrackedDatabase[],
): NewEvent[] {
  const known = new Map(memory.databases.map((database) => [database.name, database]))
  return databases.flatMap((database) => {
    const { name, evidence, state } = database
    const subject = `database:${name}`
    const before = known.get(name)?.state ?? null
    const isOpen = memory.openSubjects.has(subject)
    const told =
      before === state
        ? acceptance(database, isOpen, facts)
        : change(database, before, isOpen, facts)
    if (!told) return []
    const from = before === null ? {} : { from: before }
    return [{ kind: 'database', subject, ...told, evidence, at: facts.now, ...from, to: state }]
  })
}

type Told = { severity: Severity; title: string } | null

function change(
  { name, state }: TrackedDatabase,
  before: DatabaseState | null,
  isOpen: boolean,
  facts: LedgerFacts,
): Told {
  const isFirstLook = facts.watch.polledAt === null
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
    case 'gone':
      return isFirstLook ? null : { severity: goneSeverity(isOpen, facts), title: goneTitle(name) }
    case 'unknown':
      return null
  }
}

/** Who takes a database out of the settings wants it so. One that a server ceased to find may be missed. */
function goneSeverity(isOpen: boolean, facts: LedgerFacts): Severity {
  if (namedDatabases(facts) === null) return 'warning'
  return isOpen ? 'resolved' : 'info'
}

export const goneTitle = (name: string) => `${name} is no longer dumped`

const acceptedAfterMs = 3 * 24 * 60 * 60_000

/** After some days without a word it is taken for dropped on purpose. */
function acceptance(
  { name, state, stateSince }: TrackedDatabase,
  isOpen: boolean,
  facts: LedgerFacts,
): Told {
  const isOld = facts.now.getTime() - stateSince.getTime() >= acceptedAfterMs
  if (state !== 'gone' || !isOpen || !isOld) return null
  return { severity: 'resolved', title: `${name} is taken for dropped` }
}
