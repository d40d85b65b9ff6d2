import { isEmpty } from '../dumps/dump.ts'
import { groupBy } from '../group-by.ts'
import { agedDatabases } from '../max-age.ts'
import { brokenOff, unproven } from '../verdicts/broken-off.ts'
import { span } from '../wording.ts'
import type { DatabaseState, TrackedDatabase } from './database.ts'
import type { SeenDump, SeenDumps } from './dump-changes.ts'
import { namedDatabases } from './expected-databases.ts'
import type { LedgerFacts } from './ledger.ts'
import { dueOf, isYoungEnough, type Objective, objectiveMs } from './objective.ts'
import type { LedgerRun } from './run.ts'
import type { RunBook } from './run-book.ts'
import { type SizeRow, usualBytes } from './sizes.ts'

const dayMs = 24 * 60 * 60_000

/** Every database that has dumps, had some, or should have some. Null dumps: they could not be read. */
export function trackDatabases(
  { memory, facts, clock }: RunBook,
  seen: SeenDumps | null,
  newestRun: LedgerRun | null,
): TrackedDatabase[] {
  const due = dueOf(facts, clock)
  const known = new Map(memory.databases.map((database) => [database.name, database]))
  if (seen === null) return memory.databases.map((database) => unread(database, { facts, due }))
  const { listed, future } = seen
  const good = goodDumps(listed, facts)
  const named = namedDatabases(facts)
  const aged = agedDatabases(facts, facts.status?.isCluster)
  const names = new Set([...known.keys(), ...good.keys(), ...(named ?? []), ...aged])
  for (const { kept, isUnderWay } of [...listed, ...future]) {
    if (!isUnderWay) names.add(kept.database)
  }
  names.delete('')
  return [...names].sort().map((name) => {
    const own = listed.filter(({ kept, isUnderWay }) => kept.database === name && !isUnderWay)
    const before = known.get(name) ?? newcomer(name, facts.now)
    const isNamed = named ? named.includes(name) : isStillDumped(before, newestRun)
    const isExpected = isNamed || aged.includes(name)
    return judged({ ...before, isExpected }, { own, good: good.get(name) ?? [], facts, due })
  })
}

export function goodDumps(
  dumps: SeenDump[],
  { status }: Pick<LedgerFacts, 'status'>,
): Map<string, SizeRow[]> {
  const all = dumps.map(({ dump }) => dump)
  const cut = new Set([...brokenOff(all), ...unproven(all, status)])
  const good = dumps.filter(
    ({ dump, isUnderWay }) => !(isUnderWay || isEmpty(dump) || cut.has(dump)),
  )
  const newestFirst = good
    .map(({ kept }) => kept)
    .sort((a, b) => b.finishedAt.getTime() - a.finishedAt.getTime())
  return groupBy(newestFirst, ({ database }) => database)
}

function newcomer(name: string, now: Date): TrackedDatabase {
  return {
    name,
    state: 'unknown',
    evidence: [],
    stateSince: now,
    isExpected: true,
    firstSeenAt: now,
    lastGoodAt: null,
    lastBytes: null,
    medianBytes: null,
  }
}

/**
 * Where nobody names the databases, each run dumps what it finds. One that a verified run passed over
 * was not there to be found any more.
 */
function isStillDumped({ name, isExpected }: TrackedDatabase, newest: LedgerRun | null): boolean {
  if (newest?.verdict !== 'verified' || newest.databases.length === 0) return isExpected
  return newest.databases.some((each) => each.name === name)
}

interface Own extends Objective {
  own: SeenDump[]
  good: SizeRow[]
}

function judged(database: TrackedDatabase, around: Own): TrackedDatabase {
  const { good, facts } = around
  const [newest] = good
  const lastGoodAt = newest?.finishedAt ?? database.lastGoodAt
  const [state, ...evidence] = stateOf({ ...database, lastGoodAt }, around)
  return {
    ...withState(database, state, evidence, facts.now),
    lastGoodAt,
    lastBytes: newest?.sizeBytes ?? database.lastBytes,
    medianBytes: usualBytes(good) ?? database.medianBytes,
  }
}

function withState(
  database: TrackedDatabase,
  state: DatabaseState,
  evidence: string[],
  now: Date,
): TrackedDatabase {
  const stateSince = state === database.state ? database.stateSince : now
  return { ...database, state, evidence, stateSince }
}

function stateOf(database: TrackedDatabase, around: Own): [DatabaseState, ...string[]] {
  const { own, good, facts } = around
  const { isExpected, firstSeenAt, lastGoodAt, state } = database
  const limitMs = objectiveMs(database, facts)
  const isYoung = isYoungEnough(database, limitMs, around)
  if (!isExpected) {
    if (good.length > 0 && isYoung) return ['safe', lastWas(lastGoodAt)]
    return good.length > 0 && limitMs === null ? ['unknown', unscheduled] : ['gone', dropped]
  }
  const last = newestOf(own)
  if (last && isEmpty(last.dump)) return ['failing', 'The newest dump is empty']
  if (last && isUnproven(last, around)) return ['unknown', doubtful]
  if (good.length === 0 && lastGoodAt) return ['failing', vanished]
  if (!lastGoodAt) {
    const waitedMs = facts.now.getTime() - firstSeenAt.getTime()
    const isNew = facts.watch.polledAt !== null && state !== 'failing'
    const mayCome = isNew && waitedMs < (limitMs ?? dayMs)
    return mayCome ? ['unknown', awaited] : ['failing', 'There has never been a dump']
  }
  if (limitMs === null) return ['unknown', unscheduled]
  return isYoung ? ['safe', lastWas(lastGoodAt)] : ['late', tooOld(lastGoodAt, limitMs)]
}

function isUnproven({ dump }: SeenDump, { own, facts }: Own): boolean {
  const all = own.map((each) => each.dump)
  return unproven(all, facts.status).has(dump)
}

/** What was found before holds on, until it is too old to say anything of the present. */
function unread(database: TrackedDatabase, around: Objective): TrackedDatabase {
  const { facts } = around
  const limitMs = objectiveMs(database, facts)
  const { state, lastGoodAt } = database
  if (state !== 'safe' || limitMs === null || !lastGoodAt) return database
  if (isYoungEnough(database, limitMs, around)) return database
  return withState(database, 'unknown', [unreadable], facts.now)
}

function newestOf(own: SeenDump[]): SeenDump | undefined {
  return own.toSorted((a, b) => b.kept.finishedAt.getTime() - a.kept.finishedAt.getTime())[0]
}

const unscheduled = 'The schedule cannot be understood, so nobody can say whether a dump is overdue'
const dropped = 'It is no longer dumped, and nothing says that it should be'
const doubtful = 'Its only dump is in “last” only, and nothing says that it is whole'
const vanished = 'None of its dumps is there any more'
const awaited = 'It has no dump yet; the next run should make one'
const unreadable = 'The server could not be read since its last dump became too old'

/** Stored evidence is rewritten only when it changes, so it tells times rather than ages. */
function lastWas(at: Date | null): string {
  return at ? `The last good dump is of ${moment(at)}` : ''
}

function tooOld(at: Date, limitMs: number): string {
  return `The last good dump is of ${moment(at)}; it may be ${span(limitMs)} old`
}

function moment(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
