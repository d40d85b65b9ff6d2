import type { Dump } from '../dumps/backup.ts'
import { isEmpty, newestPerDatabase } from '../dumps/dump.ts'
import type { Job } from '../job.ts'
import { type RunSigns, readRunLog } from './log-signs.ts'
import type { RunEvidence } from './verdict.ts'

/** What became of one database in a run. */
export interface DatabaseFact {
  database: string
  /** `named-failed`: the log says so, whatever file is there. `missing` may also mean: not readable. */
  outcome: 'new' | 'empty' | 'missing' | 'named-failed'
  /** What was written for it while the run lasted. */
  dump: Dump | null
  /** The log says that this dump was finished and checked. */
  isConfirmed: boolean
}

export interface RunFacts {
  job: Job
  signs: RunSigns
  /** The server's list of dumps could be read. */
  areDumpsKnown: boolean
  /** One for each database that should have a dump. Null: nobody says which these are. */
  databases: DatabaseFact[] | null
  /** Databases with a new dump that is not empty, expected or not. */
  fresh: DatabaseFact[]
  /** What the server's status said while this run lasted, in capitals. Null: nothing new. */
  statusInside: string | null
}

export function gatherRunFacts(job: Job, evidence: RunEvidence): RunFacts {
  const signs = readRunLog(job.log ?? [])
  const written = (evidence.dumps ?? []).filter((dump) => isInside(job, dump.finishedAt))
  // A dump of the same second may belong to the run before; a whole log tells which ones are its own.
  const isOwn = (database: string) =>
    !isLogWhole(job) || signs.attempted.length === 0 || signs.attempted.includes(database)
  const factOf = (database: string) => databaseFact(database, isOwn(database) ? written : [], signs)
  const seen = newestPerDatabase(written).keys()
  return {
    job,
    signs,
    areDumpsKnown: evidence.dumps !== null,
    databases: expected(job, signs, evidence)?.map(factOf) ?? null,
    fresh: [...seen].map(factOf).filter((fact) => fact.outcome === 'new'),
    statusInside: statusInside(job, evidence),
  }
}

/** At least one database was dumped. The log's count knows of broken files, the list of empty ones. */
export function hasSuccess({ signs, databases, fresh }: RunFacts): boolean {
  const areAllLost = databases?.every(({ outcome }) => outcome !== 'new' && outcome !== 'missing')
  if (areAllLost) return false
  if (signs.summary) return signs.summary.succeeded > 0
  return fresh.length > 0 && databases?.length !== 1
}

/** Every line is there, so that what the log does not say did not happen. */
export function isLogWhole({ log, isLogFull }: Job): boolean {
  return log !== null && !isLogFull
}

/**
 * Whole seconds by one clock, the server's. A dump cannot end before its run began; the second before
 * is for file systems that round times down, the two after for those that lag.
 */
function isInside(job: Job, at: Date): boolean {
  const start = (job.startedAt ?? job.queuedAt).getTime() - 1000
  const end = (job.finishedAt?.getTime() ?? Number.NEGATIVE_INFINITY) + 2000
  return at.getTime() >= start && at.getTime() <= end
}

function statusInside(job: Job, { status }: RunEvidence): string | null {
  const last = status?.lastBackup
  return last?.at && isInside(job, last.at) ? last.status.trim().toUpperCase() : null
}

/** In cluster mode one dump holds all databases, whatever the settings name. */
function expected(job: Job, signs: RunSigns, evidence: RunEvidence): string[] | null {
  if (evidence.status?.isCluster || signs.isCluster) return ['cluster']
  const named = evidence.expectedDatabases ?? []
  if (named.length > 0) return [...new Set(named)]
  if (signs.discovered.length > 0) return signs.discovered
  // A run that came to its summary has begun each of its databases, and a whole log names them all.
  const areAllNamed = isLogWhole(job) && signs.summary !== null && signs.attempted.length > 0
  return areAllNamed ? signs.attempted : null
}

function databaseFact(database: string, written: Dump[], signs: RunSigns): DatabaseFact {
  const own = written.filter((dump) => dump.database === database)
  const named = signs.created.filter((name) => isNamedAfter(name, database))
  const candidates = own.filter((dump) => agrees(dump, named))
  const dump = candidates.find((each) => !isEmpty(each)) ?? candidates[0] ?? null
  return {
    database,
    outcome: signs.failed.includes(database) ? 'named-failed' : outcomeOf(dump),
    dump,
    isConfirmed: named.length > 0,
  }
}

function outcomeOf(dump: Dump | null): DatabaseFact['outcome'] {
  if (!dump) return 'missing'
  return isEmpty(dump) ? 'empty' : 'new'
}

function isNamedAfter(name: string, database: string): boolean {
  return name.startsWith(`${database}-`) && /^\d{8}-\d{6}/.test(name.slice(database.length + 1))
}

/** Where the log names the file it made, another one of the same second is not the run's own. */
function agrees(dump: Dump, named: string[]): boolean {
  const inLast = dump.files.filter((file) => file.slot === 'last')
  if (named.length === 0 || inLast.length === 0) return true
  return inLast.some((file) => named.includes(file.name))
}
