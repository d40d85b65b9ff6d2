import type { Dump } from '../dumps/backup.ts'
import { isBeingWritten, isEmpty, newestPerDatabase } from '../dumps/dump.ts'
import type { RemoteError, RemoteFault } from '../errors.ts'
import { faultWordings } from '../faults.ts'
import { agedDatabases } from '../max-age.ts'
import { ageMs, type BothClocks, isFuture } from '../monitor/clock-skew.ts'
import type { Reading } from '../reading.ts'
import type { ServerStatus } from '../server.ts'
import { count, series, span } from '../wording.ts'
import { brokenOff, unproven } from './broken-off.ts'
import {
  type AgeFacts,
  dueDatabases,
  lateDumps,
  leftBehind,
  limitOf,
  newestOf,
} from './dump-age.ts'
import type { Judgement, ServerState } from './verdict.ts'

/** What one look at a server brought. */
export interface ServerFacts extends AgeFacts {
  isEnabled: boolean
  /** Null: not asked yet. */
  status: Reading<ServerStatus> | null
  /** Null: not asked yet, or this kind of server has none. */
  dumps: Reading<Dump[]> | null
  /** The settings, which would name them, could not be read. */
  isPlanUnread: boolean
}

type StateJudgement = Judgement<ServerState>

/** Whether a server does its work, by what it has to show rather than by what it says. */
export function judgeServer(facts: ServerFacts): StateJudgement {
  const { status, dumps } = facts
  if (!facts.isEnabled) return { verdict: 'paused', evidence: [faultWordings.paused.title] }
  if (status?.ok === false) return unread(status.error)
  if (dumps?.ok === false) return unread(dumps.error)
  if (!status || !dumps) return { verdict: 'unknown', evidence: ['Not measured yet'] }
  return judgeListed(facts, status.value, dumps.value)
}

/** Whatever keeps us from an answer is the server's state, except where the cause is on our side. */
const statesOfFaults: Partial<Record<RemoteFault, ServerState>> = {
  paused: 'paused',
  'token-refused': 'refused',
  'token-unreadable': 'unknown',
}

function unread({ fault }: RemoteError): StateJudgement {
  const verdict = statesOfFaults[fault] ?? 'unreachable'
  return { verdict, evidence: [faultWordings[fault].title] }
}

/** What is dated in the future hides nothing, and whoever wonders at such a file is told. */
function judgeListed(facts: ServerFacts, status: ServerStatus, listed: Dump[]): StateJudgement {
  const isAhead = ({ finishedAt }: Dump) => isFuture(finishedAt, facts.now)
  const future = listed.filter((dump) => dump.database !== '' && isAhead(dump))
  const dated = listed.filter((dump) => !isAhead(dump))
  if (future.length === 0) return judgeDumps(facts, status, dated)
  if (dated.length > 0) {
    const { verdict, evidence } = judgeDumps(facts, status, dated)
    return { verdict, evidence: [...evidence, proofless(future)] }
  }
  const failed = failedRun(status, facts)
  const verdict = failed.length > 0 ? 'failing' : 'unknown'
  return { verdict, evidence: [...failed, proofless(future)] }
}

function proofless({ length }: Dump[]): string {
  return `${count(length, 'dump')} dated in the future ${length === 1 ? 'proves' : 'prove'} nothing`
}

/** `dumps` here and below: the newest of each database. */
function judgeDumps(facts: ServerFacts, status: ServerStatus, listed: Dump[]): StateJudgement {
  const cut = brokenOff(listed)
  const settled = listed.filter((dump) => !isBeingWritten(dump, facts.serverNow))
  const finished = settled.filter((dump) => !cut.has(dump))
  if (finished.length === 0 && listed.length > 0) return { verdict: 'unknown', evidence: [first] }
  const dumps = [...newestPerDatabase(finished).values()]
  const word = status.lastBackup?.status.trim().toUpperCase()
  const failing = [...failedRun(status, facts), ...lackingDumps(facts, status, dumps)]
  if (failing.length > 0 && !(dumps.length === 0 && word === 'OK')) {
    return { verdict: 'failing', evidence: failing }
  }
  if (dumps.length === 0) return { verdict: 'unknown', evidence: [unlisted] }
  const late = lateDumps(facts, status, dumps)
  if (late.length > 0) return { verdict: 'late', evidence: late }
  const isUnlimited = dumps.some((dump) => limitOf(dump, facts) === null)
  if (isUnlimited) return { verdict: 'unknown', evidence: [unscheduled] }
  const doubts = unproven(listed, status)
  const doubted = dumps.filter((dump) => doubts.has(dump))
  if (doubted.length > 0) return { verdict: 'unknown', evidence: doubted.map(doubtful) }
  if (facts.isPlanUnread && !status.isCluster) return { verdict: 'unknown', evidence: [unplanned] }
  const leftovers = settled.filter((dump) => cut.has(dump)).map((dump) => leftover(dump, facts))
  return {
    verdict: 'ok',
    evidence: [freshest(facts, dumps), ...leftovers, ...leftBehind(facts, status, dumps)],
  }
}

const first = 'The first dump is being written'

const unlisted =
  'The server says that its last run succeeded, but it lists no dump. Dumps in directory format (-Fd) are not listed'

const unscheduled = 'The schedule cannot be understood, so nobody can say whether a dump is overdue'

const unplanned =
  'The settings could not be read, so nobody can say whether each database has a dump'

function doubtful({ database }: Dump): string {
  return `The newest dump of ${database} is in “last” only, and nothing says that it is whole`
}

function failedRun({ lastBackup }: ServerStatus, clocks: BothClocks): string[] {
  if (lastBackup?.status.trim().toUpperCase() !== 'FAILED') return []
  const when = lastBackup.at ? `, ${span(ageMs(lastBackup.at, clocks))} ago` : ''
  return [`The server says that its last run failed${when}`]
}

function lackingDumps(facts: ServerFacts, status: ServerStatus, dumps: Dump[]): string[] {
  if (dumps.length === 0) return ['There is no dump at all']
  const there = new Set(dumps.map((dump) => dump.database))
  const due = dueDatabases(facts, status) ?? agedDatabases(facts)
  const missing = due.filter((name) => !there.has(name))
  const empty = dumps.filter(isEmpty).map((dump) => dump.database)
  return [
    ...(missing.length > 0 ? [`There is no dump of ${series(missing)}`] : []),
    ...(empty.length > 0 ? [`The newest dump of ${series(empty)} is empty`] : []),
  ]
}

function leftover({ database, finishedAt }: Dump, clocks: BothClocks): string {
  const age = span(ageMs(finishedAt, clocks))
  return `A newer file of ${database}, ${age} old, is in “last” only: its run seems to have broken off`
}

function freshest(clocks: BothClocks, dumps: Dump[]): string {
  const [newest] = newestOf(dumps)
  const age = newest ? span(ageMs(newest.finishedAt, clocks)) : ''
  return `Every database has a dump; the newest is ${age} old`
}
