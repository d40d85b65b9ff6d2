import type { Dump } from '../dumps/backup.ts'
import { isPassedOver, type LastDue } from '../ledger/last-due.ts'
import { agedDatabases, type MaxAges, maxAgeOf } from '../max-age.ts'
import { ageMs, type BothClocks } from '../monitor/clock-skew.ts'
import type { ServerStatus } from '../server.ts'
import { span } from '../wording.ts'

/** By what it is told whether a dump is too old. */
export interface AgeFacts extends BothClocks, MaxAges {
  /** Databases that must each have a dump. Null: whatever the server finds. */
  expectedDatabases: string[] | null
  /** The longest that the schedule lets pass between two runs. Null: the schedule cannot be understood. */
  intervalMs: number | null
  /** The last run that should be over. Null: nobody can tell, so that only the interval counts. */
  due: LastDue | null
  /** How much longer a run may take, or a clock be wrong, before a dump counts as late. */
  graceMs: number
}

/** What is older than it may be, in words. */
export function lateDumps(facts: AgeFacts, status: ServerStatus, dumps: Dump[]): string[] {
  return dueDumps(facts, status, dumps)
    .filter((dump) => isOverdue(dump, facts))
    .map((dump) => `${ageOf(dump, facts)}; ${limitWords(dump, facts)}`)
}

/**
 * Where the databases are not named, an old one may have been dropped: of those that nobody has set an
 * age for only the newest dump counts.
 */
function dueDumps(facts: AgeFacts, status: ServerStatus, dumps: Dump[]): Dump[] {
  const names = dueDatabases(facts, status)
  if (names) return dumps.filter(({ database }) => names.includes(database))
  const aged = agedDatabases(facts)
  const isAged = ({ database }: Dump) => aged.includes(database)
  return [...newestOf(dumps.filter((dump) => !isAged(dump))), ...dumps.filter(isAged)]
}

/** What is old, but perhaps no longer dumped. */
export function leftBehind(facts: AgeFacts, status: ServerStatus, dumps: Dump[]): string[] {
  if (dueDatabases(facts, status) !== null) return []
  return dumps
    .filter((dump) => isOverdue(dump, facts))
    .map((dump) => `${ageOf(dump, facts)}: it may have been dropped`)
}

function limitWords({ database }: Dump, { intervalMs, due, ...facts }: AgeFacts): string {
  const setMs = maxAgeOf(facts, database)
  if (setMs !== null) return `it may be ${span(setMs)} old`
  if (due === null || due.gapMs === intervalMs) {
    return `the schedule asks for one every ${span(intervalMs ?? 0)}`
  }
  return `a run was due ${span(ageMs(due.at, facts))} ago`
}

function isOverdue(dump: Dump, facts: AgeFacts): boolean {
  const limitMs = limitOf(dump, facts)
  if (limitMs === null) return false
  const isSet = maxAgeOf(facts, dump.database) !== null
  if (facts.due && !isSet) return isPassedOver(dump.finishedAt, facts.due, facts)
  return ageMs(dump.finishedAt, facts) > limitMs
}

/** Null: nobody can say how old a dump may be. */
export function limitOf(
  { database }: Dump,
  { intervalMs, graceMs, ...facts }: AgeFacts,
): number | null {
  return maxAgeOf(facts, database) ?? (intervalMs === null ? null : intervalMs + graceMs)
}

function ageOf({ database, finishedAt }: Dump, clocks: BothClocks): string {
  return `The last dump of ${database} is ${span(ageMs(finishedAt, clocks))} old`
}

/** Those that must each have a dump. Null: nobody names them. */
export function dueDatabases(facts: AgeFacts, status: ServerStatus): string[] | null {
  if (status.isCluster) return ['cluster']
  if (!facts.expectedDatabases?.length) return null
  return [...new Set([...facts.expectedDatabases, ...agedDatabases(facts)])]
}

/** One at most. */
export function newestOf(dumps: Dump[]): Dump[] {
  const [first] = dumps
  if (!first) return []
  return [dumps.reduce((best, dump) => (dump.finishedAt > best.finishedAt ? dump : best), first)]
}
